package org.isocenter.cli.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isocenter restore}: puts a backup into an empty state folder. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Puts a backup into an empty state folder; start it with \"up\" afterwards.")
public final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A file that \"backup\" has made.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Path file;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private HomeOption home;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Restore.Restored restored =
                new Restore(Kit.find(), home.folder(), spec.commandLine().getErr()::println).read(file);
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new ObjectMapper().writeValueAsString(restored)
                                : "%d files of %s in %s; start them with \"up\""
                                        .formatted(restored.files(), restored.madeAt(), restored.home()));
        return ExitCode.DONE;
    }
}
