package org.isocenter.cli.dicom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.dicom.phantom.PhantomStudies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isocenter dicom phantom}: writes a generated hospital's studies into an empty folder. */
@Command(
        name = "phantom",
        mixinStandardHelpOptions = true,
        description = "Writes generated studies, a label file, masks and the truth into an empty folder.")
public final class PhantomCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OUT", description = "Folder that is empty or not there yet.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Path out;

    @Option(names = "--seed", description = "The same seed writes the same files; without one it differs per run.")
    private long seed = PhantomPlan.freshSeed();

    @Option(names = "--small", description = "A few patients at 64 pixels, for trying things out.")
    private boolean small;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    private record Result(long seed, int patients, int files) {}

    @Override
    public Integer call() throws JsonProcessingException {
        PhantomPlan plan = small ? PhantomPlan.small(seed) : PhantomPlan.standard(seed);
        spec.commandLine()
                .getErr()
                .printf("Drawing %d patients with seed %d%n", plan.ctPatients() + plan.dxPatients(), seed);
        var written = PhantomStudies.write(out, plan);
        Result result = new Result(seed, written.patients(), written.files());
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new ObjectMapper().writeValueAsString(result)
                                : "%d files of %d patients, seed %d"
                                        .formatted(result.files(), result.patients(), seed));
        return ExitCode.DONE;
    }
}
