package org.isocenter.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that is followed by a verb; alone it is a wrong call. */
abstract class VerbGroup implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("unused") // picocli prints the help where it is given
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb of " + spec.name() + ".");
    }
}
