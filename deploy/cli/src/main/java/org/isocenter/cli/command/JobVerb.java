package org.isocenter.cli.command;

import java.util.concurrent.Callable;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.console.Output;
import picocli.CommandLine.Mixin;

/** A verb that asks for one job of a project, as the researcher does. A verb of this kind only says what the job needs. */
abstract class JobVerb implements Callable<Integer> {
    private final String kind;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Output output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private Submission submission;

    /**
     * A verb for jobs of a kind.
     *
     * @param kind such as {@code PRETRAIN}
     */
    JobVerb(String kind) {
        this.kind = kind;
    }

    /**
     * What the job needs; what was not given is left out.
     *
     * @param named finds what was called by a name in the project
     */
    abstract JobParameters parameters(Named named);

    @Override
    public final Integer call() {
        IsocenterClient client = connection.as(LocalUser.RESEARCHER);
        Named named = new Named(client, project.name());
        return submission.submit(
                client.jobs(), project.name(), kind, parameters(named).values(), output);
    }
}
