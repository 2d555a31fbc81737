package org.isocenter.cli.bench;

import org.isocenter.cli.efficiency.LabelEfficiencyCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isocenter bench}: measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures on this machine.",
        subcommands = {
            SslBenchCommand.class,
            LoaderBenchCommand.class,
            IngestBenchCommand.class,
            PredictBenchCommand.class,
            LabelEfficiencyCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb of bench.");
    }
}
