package org.isocenter.cli.command;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.PacsCalls;
import org.isocenter.cli.client.PacsCalls.Dicomweb;
import org.isocenter.cli.client.PacsCalls.Dimse;
import org.isocenter.cli.client.PacsCalls.Echo;
import org.isocenter.cli.client.PacsCalls.Found;
import org.isocenter.cli.client.PacsCalls.Limits;
import org.isocenter.cli.client.PacsCalls.Pacs;
import org.isocenter.cli.client.PacsCalls.Study;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.console.Output;
import org.isocenter.cli.console.TextTable;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code isocenter pacs}: archives to pull from. */
@Command(name = "pacs", description = "Archives to pull from, over DICOM associations or DICOMweb.")
public final class PacsCommand extends VerbGroup {
    private static final String NAME = "Name of the archive in the project.";

    /** How objects come over associations. */
    enum Retrieve {
        MOVE,
        GET
    }

    /** A way to an archive. */
    static final class Way {
        @Option(
                names = "--ae-title",
                paramLabel = "TITLE",
                description = "Title of the archive, for DICOM associations.")
        private @Nullable String aeTitle;

        @Option(names = "--host", paramLabel = "HOST", description = "Where it listens.")
        private @Nullable String host;

        @Option(
                names = "--port",
                defaultValue = "104",
                paramLabel = "PORT",
                description = "Where it listens; ${DEFAULT-VALUE} otherwise.")
        private int port;

        @Option(names = "--tls", description = "Over TLS, with the server's certificate.")
        private boolean tls;

        @Option(
                names = "--retrieve",
                defaultValue = "MOVE",
                paramLabel = "HOW",
                description =
                        "One of ${COMPLETION-CANDIDATES}; for MOVE the archive must know the project's AE title, host and port.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
        private Retrieve retrieve;

        @Option(names = "--url", paramLabel = "URL", description = "Where the archive's DICOMweb resources start.")
        private @Nullable URI url;

        @Option(
                names = "--credentials",
                paramLabel = "REFERENCE",
                description =
                        "env:NAME of a variable of the server, which begins with ISOCENTER_PACS_, or file:NAME in its"
                                + " credentials folder; it holds user:password, or a header beginning with Bearer. The secret itself is never given.")
        private @Nullable String credentials;

        @Nullable
        Dimse dimse() {
            if (aeTitle == null || host == null) {
                return null;
            }
            return new Dimse(aeTitle, host, port, tls, retrieve.name());
        }

        @Nullable
        Dicomweb dicomweb() {
            return url == null ? null : new Dicomweb(url.toString(), credentials);
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes an archive known to a project.")
    int add(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin Way way,
            @Mixin LoadOptions load,
            @Option(
                            names = "--find-limit",
                            paramLabel = "N",
                            description =
                                    "Studies from which an answer counts as cut off; no more than the archive's own limit.")
                    @Nullable
                    Integer findLimit,
            @Option(names = "--retries", paramLabel = "N", description = "How often a step that failed is tried again.")
                    @Nullable
                    Integer retries) {
        Dimse dimse = way.dimse();
        Dicomweb dicomweb = way.dicomweb();
        if ((dimse == null) == (dicomweb == null)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected either --ae-title with --host, or --url: the way to the archive.");
        }
        Limits limits = new Limits(load.window(), load.zone(), load.rate(), load.associations(), findLimit, retries);
        Pacs added = calls(connection).add(project.name(), new Pacs(name, dimse, dicomweb, limits));
        output.answer(added, "Added " + added.name() + ". Try it: isocenter pacs echo " + added.name());
        return ExitCode.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the archives of a project.")
    int list(@Mixin Connection connection, @Mixin ProjectOption project, @Mixin Output output) {
        List<Pacs> all = calls(connection).list(project.name());
        TextTable table = new TextTable("name", "way", "window", "zone");
        all.forEach(each -> table.row(each.name(), way(each), window(each), zone(each)));
        output.answer(all, table.toString());
        return ExitCode.DONE;
    }

    private static String way(Pacs pacs) {
        Dimse dimse = pacs.dimse();
        if (dimse != null) {
            return "%s at %s:%d%s"
                    .formatted(dimse.aeTitle(), dimse.host(), dimse.port(), dimse.tls() ? " over TLS" : "");
        }
        Dicomweb web = pacs.dicomweb();
        return web == null ? "" : web.url();
    }

    private static String window(Pacs pacs) {
        Limits limits = pacs.limits();
        return limits == null || limits.window() == null ? "any time" : limits.window();
    }

    private static String zone(Pacs pacs) {
        Limits limits = pacs.limits();
        return limits == null || limits.zone() == null ? "" : limits.zone();
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Forgets an archive, but not what came from it.")
    int remove(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = NAME) String name) {
        calls(connection).remove(project.name(), name);
        output.answer(new Pacs(name, null, null, null), "Removed " + name + ".");
        return ExitCode.DONE;
    }

    @Command(
            name = "echo",
            mixinStandardHelpOptions = true,
            description = "Asks an archive whether it is there and lets us in.")
    int echo(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = NAME) String name) {
        Echo echo = calls(connection).echo(project.name(), name);
        output.answer(echo, String.format(Locale.ROOT, "%s answered within %d ms.", name, echo.milliseconds()));
        return ExitCode.DONE;
    }

    @Command(
            name = "find",
            mixinStandardHelpOptions = true,
            description = "Shows what a pull would go through, without anybody's identity.")
    int find(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin PullQuery query,
            @Option(names = "--limit", paramLabel = "N", description = "Most studies that are shown.") @Nullable
                    Integer limit) {
        Found found = calls(connection)
                .find(
                        project.name(),
                        name,
                        query.parameters().with("limit", limit).values());
        TextTable table = new TextTable("study", "date", "modalities", "instances", "description");
        found.studies().forEach(each -> table.row(row(each)));
        output.answer(found, table + (found.complete() ? "" : System.lineSeparator() + "There are more."));
        return ExitCode.DONE;
    }

    private static Object[] row(Study study) {
        return new Object[] {
            study.study(), study.date(), String.join(",", study.modalities()), study.instances(), study.description()
        };
    }

    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = "Fetches what is not here yet, as a job that goes on after any interruption.")
    int pull(
            @Mixin Connection connection,
            @Mixin ProjectOption project,
            @Mixin Output output,
            @Mixin Submission submission,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin PullQuery query,
            @Mixin LoadOptions load) {
        JobParameters parameters = load.addTo(query.parameters()).with("pacs", name);
        return submission.submit(
                connection.as(LocalUser.STEWARD).jobs(), project.name(), "PULL", parameters.values(), output);
    }

    private static PacsCalls calls(Connection connection) {
        return connection.as(LocalUser.STEWARD).pacs();
    }
}
