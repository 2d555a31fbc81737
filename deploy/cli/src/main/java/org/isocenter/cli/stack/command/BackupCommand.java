package org.isocenter.cli.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isocenter backup}: database, store, keys, passwords and signed roots in one file. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description =
                "Saves database, store and keys in one file, while the stack runs or not. Keep it as safe as the keys in it.")
public final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to make, such as isocenter.tar.gz.")
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
        Backup.Saved saved = new Backup(
                        Kit.find(), home.folder(), spec.commandLine().getErr()::println, Clock.systemUTC())
                .write(file.toAbsolutePath());
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new ObjectMapper().writeValueAsString(saved)
                                : "%d files, %d MiB in %s; it holds the keys, so keep it as safe as them"
                                        .formatted(saved.files(), saved.bytes() >> 20, saved.file()));
        return ExitCode.DONE;
    }
}
