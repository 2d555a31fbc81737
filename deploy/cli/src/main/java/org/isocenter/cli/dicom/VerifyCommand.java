package org.isocenter.cli.dicom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.dicom.deidentify.Certificate;
import org.isocenter.dicom.deidentify.CertifiedFolder;
import org.isocenter.dicom.deidentify.CertifiedFolder.Finding;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter dicom verify}: for whoever receives cleaned files with their certificate. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Compares cleaned files with the certificate that came with them: names what is changed, missing or"
                        + " not certified.")
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Output output;

    @Parameters(index = "0", paramLabel = "CERTIFICATE", description = "As deidentify wrote it.")
    @SuppressWarnings("NullAway.Init") // as above
    private Path certificate;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The cleaned files.")
    @SuppressWarnings("NullAway.Init") // as above
    private Path folder;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description =
                    "Ed25519 key of whoever signed, as a PEM file that came another way; without it no signature is"
                            + " checked.")
    private @Nullable Path publicKey;

    /**
     * What was found.
     *
     * @param files how many the certificate names
     * @param genuine whether the signature is that of the key; null where none was given
     * @param findings what differs
     */
    record Verified(int files, @Nullable Boolean genuine, List<Finding> findings) {
        Verified {
            findings = List.copyOf(findings);
        }

        boolean isWhole() {
            return findings.isEmpty() && !Boolean.FALSE.equals(genuine);
        }
    }

    @Override
    public Integer call() throws IOException {
        Certificate read = read();
        if (!Files.isDirectory(folder)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "Expected a folder of cleaned files at the path given.");
        }
        Boolean genuine = publicKey == null ? null : DetachedSignature.isGenuine(certificate, publicKey);
        List<Path> besides = new ArrayList<>(List.of(certificate, DetachedSignature.of(certificate)));
        Verified verified = new Verified(read.files().size(), genuine, CertifiedFolder.compare(read, folder, besides));
        output.answer(verified, sentence(verified));
        verified.findings().forEach(each -> output.say(each.difference() + " " + each.output()));
        if (Boolean.FALSE.equals(genuine)) {
            output.say("The signature beside the certificate is not that of this key.");
        }
        return verified.isWhole() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }

    private static String sentence(Verified verified) {
        String signed = verified.genuine() == null ? "no signature checked" : "signature checked";
        return "%d files, %s, %s"
                .formatted(verified.files(), verified.isWhole() ? "as certified" : "NOT as certified", signed);
    }

    private Certificate read() throws IOException {
        if (!Files.isReadable(certificate)) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "Expected a certificate at the path given.");
        }
        try {
            return new ObjectMapper().readValue(certificate.toFile(), Certificate.class);
        } catch (JsonProcessingException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a certificate as dicom deidentify writes it.", e);
        }
    }
}
