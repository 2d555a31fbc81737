package org.isocenter.cli.dicom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.dicom.deidentify.DeidentifyFolder;
import org.isocenter.dicom.deidentify.DeidentifyReport;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.deidentify.ProfileChoice;
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

    @Option(names = "--retain", split = ",", description = "uids, device, institution, patient-characteristics, …")
    private List<String> retain = new ArrayList<>();

    @Option(names = "--clean", split = ",", description = "descriptors, structured-content, graphics.")
    private List<String> clean = new ArrayList<>();

    @Option(names = "--report", description = "File for the report; without it the report goes to standard output.")
    private @Nullable Path report;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(in)) {
            spec.commandLine().getErr().println("There is no such file or folder to read.");
            return ExitCode.NOT_FOUND;
        }
        DeidentifyReport done = new DeidentifyFolder(choice(), key()).deidentify(in, out, entry -> {});
        String text = json().writeValueAsString(done);
        if (report == null) {
            spec.commandLine().getOut().println(text);
        } else {
            Files.writeString(report, text);
        }
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

    private byte[] key() throws IOException {
        byte[] bytes = Files.readAllBytes(keyFile);
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

    /** Outcomes are written in lower case. */
    private static ObjectMapper json() {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .build();
    }
}
