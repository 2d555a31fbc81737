package org.isocenter.cli.stack.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.bundle.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isocenter bundle}: one archive for a machine without a network. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = "Makes one archive with everything but a JDK, for a machine without a network.")
public final class BundleCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "isocenter-linux-x86_64.tar.gz",
            description = "The archive to make; ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() {
        long bytes = new Bundle(Kit.find(), spec.commandLine().getErr()::println).write(file.toAbsolutePath());
        spec.commandLine().getOut().printf("%s, %d MiB%n", file, bytes >> 20);
        return ExitCode.DONE;
    }
}
