package org.isocenter.cli;

import org.isocenter.cli.console.ExitTable;
import org.isocenter.cli.dicom.DicomCommand;
import org.isocenter.cli.stack.command.DownCommand;
import org.isocenter.cli.stack.command.StatusCommand;
import org.isocenter.cli.stack.command.UpCommand;
import org.isocenter.platform.error.PlatformException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code isocenter}. */
@Command(
        name = "isocenter",
        mixinStandardHelpOptions = true,
        version = "isocenter 0.1.0-SNAPSHOT",
        description = "Encoders from unlabelled scans, heads from few labels.",
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, DicomCommand.class})
public final class Isocenter implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private CommandSpec spec;

    /** Runs the process. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line with its errors: a coded failure prints its sentence, nothing prints a stack trace. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Isocenter());
        line.setExecutionExceptionHandler((e, command, result) -> {
            boolean coded = e instanceof PlatformException;
            String code = coded ? ((PlatformException) e).code().id() + "  " : "";
            command.getErr().println(code + e.getMessage());
            return ExitTable.of(e);
        });
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb.");
    }
}
