package org.isocenter.cli.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.Stack;
import org.isocenter.cli.stack.StackStatus;
import org.isocenter.platform.error.ErrorCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isocenter status}: what runs where and whether it is well; 0 if all is, 5 if something is not. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows what runs where.")
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private HomeOption home;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        StackStatus status =
                new Stack(Kit.find(), home.folder(), spec.commandLine().getErr()::println).status();
        spec.commandLine().getOut().println(json ? StatusText.json(status) : StatusText.table(status));
        if (status.isDown()) {
            spec.commandLine().getErr().println(ErrorCode.NOT_RUNNING.id() + "  " + ErrorCode.NOT_RUNNING.advice());
        }
        return status.isHealthy() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }
}
