package org.isocenter.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.ImportCalls;
import org.isocenter.cli.client.ImportCalls.Report;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.upload.LabelSheet;
import org.isocenter.cli.upload.Upload;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter import}: takes images in and counts what became of them. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes in a folder of DICOM objects or pictures, a ZIP, a NumPy archive, or one file.")
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Parameters(paramLabel = "PATH", description = "Folder, .zip, .npz or file.")
    @SuppressWarnings("NullAway.Init") // as above
    private Path path;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "A label file whose columns image and patient say whose the pictures are; without it"
                    + " labels.csv in the folder.")
    private @Nullable Path labels;

    @Option(
            names = "--on-server",
            description = "PATH lies on the server's machine, and the server reads it by itself.")
    private boolean onServer;

    @Override
    public Integer call() {
        ImportCalls imports = connection.as(LocalUser.STEWARD).imports();
        Report report;
        try (ProgressBar progress = output.progress()) {
            report = onServer
                    ? imports.onServer(project.name(), path.toString(), patients())
                    : new Upload(imports, project.name(), patients(), progress)
                            .without(masks())
                            .send(path);
        }
        return answer(report);
    }

    private Map<String, String> patients() {
        return sheet().map(LabelSheet::patients).orElse(Map.of());
    }

    /** Masks lie beside the images they belong to and are no images. */
    private Set<Path> masks() {
        return sheet().map(LabelSheet::maskPlaces).orElse(Set.of());
    }

    private Optional<LabelSheet> sheet() {
        return Optional.ofNullable(labels)
                .or(() ->
                        Optional.of(path.resolve("labels.csv")).filter(file -> !onServer && Files.isRegularFile(file)))
                .map(LabelSheet::read);
    }

    private int answer(Report report) {
        output.answer(
                report,
                "%d received: %d stored, %d duplicate, %d quarantined"
                        .formatted(report.received(), report.stored(), report.duplicates(), report.quarantined()));
        if (report.ownPatients() > 0) {
            output.say("%d pictures have no patient; each counts as its own.".formatted(report.ownPatients()));
        }
        report.complaints().forEach(complaint -> output.say("not taken in: " + complaint));
        return report.broken().isEmpty() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }
}
