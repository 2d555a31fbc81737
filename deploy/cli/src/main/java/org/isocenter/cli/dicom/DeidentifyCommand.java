package org.isocenter.cli.dicom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.dicom.burnedin.PixelRules;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.DeidentifyFolder;
import org.isocenter.dicom.deidentify.DeidentifyReport;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.deidentify.ProfileChoice;
import org.isocenter.dicom.deidentify.SafePrivate;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.KeyedHash;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isocenter dicom deidentify}: the server's own engine on files and folders. */
@Command(
        name = "deidentify",
        mixinStandardHelpOptions = true,
        description = "De-identifies files or folders by PS3.15; output names carry nothing of the input.")
public final class DeidentifyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A DICOM file or a folder of them.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "Folder for the cleaned files.")
    @SuppressWarnings("NullAway.Init") // as above
    private Path out;

    @Option(names = "--key-file", required = true, description = "32 bytes, or 64 hexadecimal digits.")
    @SuppressWarnings("NullAway.Init") // as above
    private Path keyFile;

    @Option(names = "--profile", defaultValue = "basic", description = "basic or research.")
    @SuppressWarnings("NullAway.Init") // as above
    private String profile;

    @Option(
            names = "--retain",
            split = ",",
            description = "uids, device, institution, patient (patient-characteristics), full-dates, modified-dates,"
                    + " safe-private.")
    private List<String> retain = new ArrayList<>();

    @Option(names = "--clean", split = ",", description = "pixel-data, descriptors, structured-content, graphics.")
    private List<String> clean = new ArrayList<>();

    @Option(
            names = "--safe-private",
            paramLabel = "FILE",
            description = "Private attributes that safe-private keeps beside those of the standard: creator, group,"
                    + " elements, with tabulators between.")
    private @Nullable Path safePrivate;

    @Option(
            names = "--pixel-rules",
            paramLabel = "FILE",
            description = "Rules about where devices write into pixels, read before those that come with the program.")
    private @Nullable Path pixelRules;

    @Option(names = "--report", description = "File for the report; without it the report goes to standard output.")
    private @Nullable Path report;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "File for the certificate that goes with the cleaned files: profile, actions, key id, SHA-256"
                    + " before and after.")
    private @Nullable Path certificate;

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            description =
                    "Ed25519 private key as a PEM file, with which the certificate is signed; the signature lies beside"
                            + " it as FILE.sig.")
    private @Nullable Path signingKey;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        require(in, "a DICOM file or a folder of them to read");
        if (signingKey != null && certificate == null) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected --certificate with --signing-key; there is nothing to sign.");
        }
        if (signingKey != null) {
            DetachedSignature.sign(new byte[0], signingKey); // what is wrong with it is told before hours of work
        }
        DeidentifyFolder.Result result = new DeidentifyFolder(
                        choice(), key(), new Deidentifier(safe(), rules()), Clock.systemUTC())
                .deidentify(in, out);
        String text = json().writeValueAsString(result.report());
        if (report == null) {
            spec.commandLine().getOut().println(text);
        } else {
            write(report, text.getBytes(StandardCharsets.UTF_8));
        }
        if (certificate != null) {
            certify(certificate, json().writeValueAsString(result.certificate()));
        }
        return told(result.report());
    }

    private void certify(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
        if (signingKey != null) {
            write(
                    DetachedSignature.of(file),
                    DetachedSignature.sign(text.getBytes(StandardCharsets.UTF_8), signingKey));
        }
    }

    private int told(DeidentifyReport done) {
        spec.commandLine()
                .getErr()
                .printf(
                        "%d written, %d held, %d failed%n",
                        done.count(Outcome.WRITTEN), done.count(Outcome.HELD), done.count(Outcome.FAILED));
        return done.count(Outcome.FAILED) == 0 ? ExitCode.DONE : ExitCode.NOT_DONE;
    }

    private ProfileChoice choice() {
        List<String> words = new ArrayList<>(retain);
        clean.forEach(word -> words.add("clean-" + word));
        switch (profile) {
            case "basic" -> {}
            case "research" -> ProfileChoice.research().options().forEach(option -> words.add(option.word()));
            default -> throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected the profile basic or research.");
        }
        return ProfileChoice.of(words);
    }

    private SafePrivate safe() {
        SafePrivate standard = SafePrivate.standard();
        return safePrivate == null ? standard : standard.with(safePrivate);
    }

    private PixelRules rules() {
        PixelRules standard = PixelRules.standard();
        return pixelRules == null ? standard : standard.with(pixelRules);
    }

    private byte[] key() throws IOException {
        require(keyFile, "a key file with 32 random bytes or 64 hexadecimal digits");
        byte[] bytes = Files.isDirectory(keyFile) ? new byte[0] : Files.readAllBytes(keyFile);
        String text = new String(bytes, StandardCharsets.US_ASCII).strip();
        byte[] key = text.matches("[0-9A-Fa-f]{64,}") && text.length() % 2 == 0
                ? HexFormat.of().parseHex(text)
                : bytes;
        if (key.length < KeyedHash.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "Expected a key of 32 bytes or 64 hexadecimal digits; make one at random.");
        }
        return key;
    }

    private static void require(Path path, String what) {
        if (!Files.isReadable(path)) {
            throw new PlatformException(
                    ErrorCode.NOT_FOUND, "Expected %s; there is none at the path given.".formatted(what));
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.STORAGE_FULL, "Expected room and leave to write report and certificate.", e);
        }
    }

    /** Outcomes are written in lower case. */
    private static ObjectMapper json() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .build();
    }
}
