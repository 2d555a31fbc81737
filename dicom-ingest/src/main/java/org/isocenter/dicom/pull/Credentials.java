package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Finds the secrets that entries of archives name, anew for each use: in environment variables whose names begin with {@value #PREFIX}, or in files of the credentials
 * folder; nothing else of this machine can be named.
 */
@ApplicationScoped
class Credentials {
    /** What a variable's name begins with, so that no entry can send another secret of the process anywhere. */
    static final String PREFIX = "ISOCENTER_PACS_";

    private final Path folder;
    private final Function<String, Optional<String>> variables;

    @Inject
    Credentials(DicomConfig config) {
        this(config.credentialsFolder(), name -> Optional.ofNullable(System.getenv(name)));
    }

    Credentials(Path folder, Function<String, Optional<String>> variables) {
        this.folder = folder;
        this.variables = variables;
    }

    /** Refuses a reference that could never be found; the secret itself need not be there yet. */
    void require(String reference) {
        if (reference.startsWith("env:") && !name(reference).startsWith(PREFIX)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected the name of a variable that begins with %s; other variables are not given to archives."
                            .formatted(PREFIX));
        }
    }

    /**
     * The value of the header that names us: {@code user:password} becomes Basic (RFC 7617), what begins with {@code Basic} or {@code Bearer} stays;
     * {@code CREDENTIALS_MISSING} where there is none.
     */
    String authorization(String reference) {
        require(reference);
        String secret = secret(reference).strip();
        if (secret.startsWith("Basic ") || secret.startsWith("Bearer ")) {
            return secret;
        }
        if (secret.indexOf(':') < 1 || secret.lines().count() != 1) {
            throw new PlatformException(
                    ErrorCode.CREDENTIALS_MISSING,
                    "Expected user:password, or a header that begins with Basic or Bearer, in %s."
                            .formatted(reference));
        }
        return "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    private String secret(String reference) {
        if (reference.startsWith("env:")) {
            return variables
                    .apply(name(reference))
                    .orElseThrow(() -> missing(reference, "Set this variable of the server's process."));
        }
        try {
            return Files.readString(folder.resolve(name(reference)));
        } catch (IOException e) {
            throw missing(
                    reference,
                    "Put the file into the folder isocenter.dicom.credentials-folder, readable by the server.");
        }
    }

    private static PlatformException missing(String reference, String what) {
        return new PlatformException(
                ErrorCode.CREDENTIALS_MISSING,
                "Expected credentials in %s; there are none. %s".formatted(reference, what));
    }

    private static String name(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }
}
