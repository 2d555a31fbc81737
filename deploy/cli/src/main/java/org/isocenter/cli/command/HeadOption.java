package org.isocenter.cli.command;

import java.util.function.BiFunction;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.ModelCalls;
import org.isocenter.cli.client.ModelCalls.Head;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which head of which project and server a verb is about. */
final class HeadOption {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Connection connection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // as above
    private ProjectOption project;

    @Parameters(paramLabel = "HEAD", description = "Name or identifier of the head.")
    @SuppressWarnings("NullAway.Init") // as above
    private String word;

    /** Does something with the head, with the right of a local user where the server is the local one. */
    <T> T as(LocalUser user, BiFunction<ModelCalls, Head, T> deed) {
        IsocenterClient client = connection.as(user);
        return deed.apply(client.models(), new Named(client, project.name()).head(word));
    }
}
