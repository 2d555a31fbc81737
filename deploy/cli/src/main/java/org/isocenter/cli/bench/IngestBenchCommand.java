package org.isocenter.cli.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ProjectCalls;
import org.isocenter.cli.client.ProjectCalls.Project;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.stack.Kit;
import org.isocenter.cli.stack.LocalLogin;
import org.isocenter.cli.stack.Stack;
import org.isocenter.cli.stack.StackStatus;
import org.isocenter.cli.stack.StateFolder;
import org.isocenter.cli.stack.command.HomeOption;
import org.isocenter.cli.stack.command.PortOptions;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isocenter bench ingest}: objects per second through the local stack, beside what the machine could take at best. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = "Sends generated CT slices to the local stack and to a bare receiver by turns, and times both.")
public final class IngestBenchCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private HomeOption home;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private PortOptions ports;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Option(names = "--objects", defaultValue = "200", description = "Objects of a round (default: ${DEFAULT-VALUE}).")
    private int objects;

    @Option(
            names = "--image-size",
            defaultValue = "512",
            description = "Rows and columns of 16 bits; 512 makes 526 kB, 64 makes 10 kB (default: ${DEFAULT-VALUE}).")
    private int side;

    @Option(names = "--associations", defaultValue = "4", description = "Senders at once (default: ${DEFAULT-VALUE}).")
    private int associations;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() {
        if (objects < 1 || side < 32 || associations < 1 || rounds < 1) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected at least 1 object, 32 pixels a side, 1 association and 1 round; one number is smaller.");
        }
        StateFolder folder = home.folder();
        Stack stack = new Stack(Kit.find(), folder, output::say);
        boolean startedHere = stack.status().isDown();
        try {
            StackStatus status = stack.up(ports.ports());
            IsocenterClient client =
                    new IsocenterClient(new LocalLogin().connect(folder.root(), LocalUser.ADMIN.userName()));
            IngestBench bench = IngestBench.measure(
                    new IngestBench.Plan(objects, side, associations, rounds),
                    new IngestBench.Target(
                            client, peer(status, project(client)), folder.root().resolve("bench")),
                    output::say);
            output.answer(bench, text(bench));
            return ExitCode.DONE;
        } finally {
            if (startedHere) {
                stack.down();
            }
        }
    }

    /** A project of its own, so that nothing of this comes among anyone's data. */
    private static Project project(IsocenterClient admin) {
        String name = "bench-" + Long.toString(System.currentTimeMillis(), 36);
        return admin.projects()
                .create(new ProjectCalls.NewProject(name, name.toUpperCase(java.util.Locale.ROOT), null));
    }

    private static Peer peer(StackStatus status, Project project) {
        Integer port = status.dicom().port();
        if (port == null) {
            throw new PlatformException(ErrorCode.START_FAILED, "The stack has no DICOM listener; see \"status\".");
        }
        return new Peer("127.0.0.1", port, project.aeTitle(), "BENCH", Duration.ofMinutes(1));
    }

    private static String text(IngestBench bench) {
        return "%d objects of %d kB over %d associations: acknowledged %.0f/s (%.2f of a bare receiver's %.0f/s), searchable %.0f/s"
                .formatted(
                        bench.objects(),
                        bench.objectBytes() / 1000,
                        bench.associations(),
                        bench.acknowledgedPerSecond(),
                        bench.shareOfBare(),
                        bench.barePerSecond(),
                        bench.searchablePerSecond());
    }
}
