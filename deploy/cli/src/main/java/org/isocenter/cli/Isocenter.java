package org.isocenter.cli;

import org.isocenter.cli.bench.BenchCommand;
import org.isocenter.cli.client.LocalStack;
import org.isocenter.cli.command.AuditCommand;
import org.isocenter.cli.command.CohortCommand;
import org.isocenter.cli.command.CurateCommand;
import org.isocenter.cli.command.EvaluateCommand;
import org.isocenter.cli.command.FinetuneCommand;
import org.isocenter.cli.command.HeadsCommand;
import org.isocenter.cli.command.IdentityCommand;
import org.isocenter.cli.command.ImportCommand;
import org.isocenter.cli.command.JobsCommand;
import org.isocenter.cli.command.LabelsCommand;
import org.isocenter.cli.command.MemberCommand;
import org.isocenter.cli.command.PacsCommand;
import org.isocenter.cli.command.PatientCommand;
import org.isocenter.cli.command.PredictCommand;
import org.isocenter.cli.command.PretrainCommand;
import org.isocenter.cli.command.ProjectCommand;
import org.isocenter.cli.command.QuarantineCommand;
import org.isocenter.cli.command.ReconcileCommand;
import org.isocenter.cli.command.ScheduleCommand;
import org.isocenter.cli.command.VerbFactory;
import org.isocenter.cli.command.WeightsCommand;
import org.isocenter.cli.console.ExitTable;
import org.isocenter.cli.demo.DemoCommand;
import org.isocenter.cli.dicom.DicomCommand;
import org.isocenter.cli.stack.LocalLogin;
import org.isocenter.cli.stack.command.BackupCommand;
import org.isocenter.cli.stack.command.BundleCommand;
import org.isocenter.cli.stack.command.DownCommand;
import org.isocenter.cli.stack.command.RestoreCommand;
import org.isocenter.cli.stack.command.StatusCommand;
import org.isocenter.cli.stack.command.UpCommand;
import org.isocenter.platform.error.ErrorCode;
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
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            ProjectCommand.class,
            MemberCommand.class,
            PatientCommand.class,
            ImportCommand.class,
            PacsCommand.class,
            QuarantineCommand.class,
            ReconcileCommand.class,
            IdentityCommand.class,
            CohortCommand.class,
            LabelsCommand.class,
            WeightsCommand.class,
            PretrainCommand.class,
            FinetuneCommand.class,
            EvaluateCommand.class,
            HeadsCommand.class,
            PredictCommand.class,
            CurateCommand.class,
            JobsCommand.class,
            ScheduleCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            BundleCommand.class,
            DicomCommand.class,
            BenchCommand.class
        })
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
        return commandLine(new LocalLogin());
    }

    /** The same with another way to the local stack. */
    public static CommandLine commandLine(LocalStack localStack) {
        CommandLine line = new CommandLine(new Isocenter(), new VerbFactory(localStack));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, result) -> {
            command.getErr().println(sentence(e));
            return ExitTable.of(e);
        });
        return line;
    }

    private static String sentence(Exception failure) {
        if (failure instanceof PlatformException coded) {
            return coded.code().id() + "  " + coded.getMessage();
        }
        return failure instanceof IllegalArgumentException
                ? String.valueOf(failure.getMessage())
                : "%s  %s It was %s.".formatted(ErrorCode.INTERNAL.id(), ErrorCode.INTERNAL.advice(), failure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb.");
    }
}
