package org.isocenter.cli.command;

import java.util.List;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.QuarantineCalls;
import org.isocenter.cli.client.QuarantineCalls.Held;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which objects of a project's quarantine a verb is about: some that are named, or all. */
final class HeldOptions {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Of the list.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "Everything that waits.")
    private boolean all;

    /** What became of an object: {@code STORED}, {@code DUPLICATE}, {@code QUARANTINED} or {@code DISCARDED}. */
    record Fate(String id, String fate) {}

    /** What is done with an object; its fate. */
    interface Deed {
        String of(QuarantineCalls quarantine, String project, String id);
    }

    /** Does something with each of the objects, in order; {@code BAD_REQUEST} unless they are named or all are meant. */
    List<Fate> each(Deed deed) {
        if (ids.isEmpty() != all) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Name identifiers of the list, or --all.");
        }
        QuarantineCalls quarantine = connection.as(LocalUser.STEWARD).quarantine();
        List<String> chosen =
                all ? quarantine.list(project.name()).stream().map(Held::id).toList() : ids;
        return chosen.stream()
                .map(id -> new Fate(id, deed.of(quarantine, project.name(), id)))
                .toList();
    }
}
