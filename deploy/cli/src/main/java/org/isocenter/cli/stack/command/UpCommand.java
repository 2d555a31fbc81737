package org.isocenter.cli.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.Stack;
import org.isocenter.cli.stack.StackStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code isocenter up}: starts the local stack and returns when all of it is well. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts the local stack.")
public final class UpCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private HomeOption home;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private PortOptions ports;

    @Option(names = "--json", description = "The status as one JSON document on standard output.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        StackStatus status =
                new Stack(Kit.find(), home.folder(), spec.commandLine().getErr()::println).up(ports.ports());
        spec.commandLine().getOut().println(json ? StatusText.json(status) : StatusText.table(status));
        spec.commandLine()
                .getErr()
                .printf("Local users and their passwords: %s%n", home.folder().secrets());
        return status.isHealthy() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }
}
