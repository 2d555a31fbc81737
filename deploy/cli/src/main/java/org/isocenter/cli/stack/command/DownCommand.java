package org.isocenter.cli.stack.command;

import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code isocenter down}: stops what {@code up} started, and nothing else. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the local stack.")
public final class DownCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private HomeOption home;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean stopped =
                new Stack(Kit.find(), home.folder(), spec.commandLine().getErr()::println).down();
        spec.commandLine().getErr().println(stopped ? "The stack is down" : "Nothing was running");
        return ExitCode.DONE;
    }
}
