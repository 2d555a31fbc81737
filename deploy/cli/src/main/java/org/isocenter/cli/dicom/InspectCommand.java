package org.isocenter.cli.dicom;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.dicom.inspect.InspectedFile;
import org.isocenter.dicom.inspect.InspectedFrame;
import org.isocenter.dicom.inspect.Inspector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isocenter dicom inspect}: whether files would be taken in, and what they hold. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Says whether DICOM files would be taken in, and what they hold; any number of files in one call.")
public final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "DICOM files.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private List<String> files;

    @Option(names = "--header", description = "Also the data set, in the DICOM JSON model.")
    private boolean header;

    @Option(names = "--pixels", description = "Also figures and digests of every frame.")
    private boolean pixels;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    private boolean oneUnreadable;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            document(out);
        } else {
            Inspector inspector = new Inspector(false, pixels);
            files.forEach(file -> text(out, inspect(inspector, file)));
        }
        out.flush();
        return oneUnreadable ? ExitCode.NOT_DONE : ExitCode.DONE;
    }

    /** File after file, so that none but the one in hand is in memory. */
    private void document(PrintWriter out) throws IOException {
        Inspector inspector = new Inspector(header, pixels);
        ObjectMapper mapper = new ObjectMapper();
        try (JsonGenerator document = mapper.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            document.writeStartObject();
            document.writeArrayFieldStart("files");
            for (String file : files) {
                document.writePOJO(inspect(inspector, file));
            }
            document.writeEndArray();
            document.writeEndObject();
        }
        out.println();
    }

    private InspectedFile inspect(Inspector inspector, String file) {
        try {
            return inspector.inspect(file);
        } catch (IOException | InvalidPathException e) {
            oneUnreadable = true;
            return Inspector.unreadable(file);
        }
    }

    private static void text(PrintWriter out, InspectedFile file) {
        out.println(file.path() + ": " + file.verdict());
        file.reasons().forEach(reason -> out.println("  " + reason));
        List<InspectedFrame> frames = file.frames();
        if (frames != null) {
            frames.forEach(frame -> out.println("  frame " + frame.frame() + ": " + figures(frame)));
        }
    }

    private static String figures(InspectedFrame frame) {
        String error = frame.error();
        return error != null
                ? error
                : "%s x %s %s, stored %s to %s, mean %s"
                        .formatted(
                                frame.rows(),
                                frame.columns(),
                                frame.photometric(),
                                frame.storedMin(),
                                frame.storedMax(),
                                frame.storedMean());
    }
}
