package org.isocenter.cli.command;

import java.util.UUID;
import org.isocenter.cli.client.JobCalls;
import org.isocenter.cli.client.LocalUser;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which job of which server a verb is about. */
final class JobOption {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Parameters(paramLabel = "JOB", description = "Identifier of the job.")
    @SuppressWarnings("NullAway.Init") // as above
    private UUID job;

    UUID id() {
        return job;
    }

    JobCalls calls() {
        return connection.as(LocalUser.RESEARCHER).jobs();
    }
}
