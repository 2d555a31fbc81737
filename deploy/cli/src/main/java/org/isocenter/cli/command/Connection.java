package org.isocenter.cli.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalStack;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.Server;
import org.isocenter.cli.stack.StateFolder;
import org.isocenter.cli.stack.command.HomeOption;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a verb talks to: one that is named, or the local stack, where it logs in by itself. */
public final class Connection {
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private HomeOption home;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "A server elsewhere; without it the local stack of the state folder.")
    private @Nullable URI server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds a bearer token for that server; read anew for each request.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "User of the local stack; without it the one whose role the verb needs.")
    private @Nullable String user;

    private final LocalStack localStack;

    Connection(LocalStack localStack) {
        this.localStack = localStack;
    }

    /** The state folder of the local stack. */
    public StateFolder folder() {
        return home.folder();
    }

    public boolean isLocal() {
        return server == null;
    }

    /** The server, with the right of a local user where it is the local one. */
    public IsocenterClient as(LocalUser role) {
        return new IsocenterClient(server(role));
    }

    private Server server(LocalUser role) {
        if (server == null) {
            return localStack.connect(
                    home.folder().root(), Optional.ofNullable(user).orElse(role.userName()));
        }
        Path file = Optional.ofNullable(tokenFile)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST, "Expected --token-file beside --server; it holds the bearer token."));
        return new Server(requireAddress(server), () -> token(file));
    }

    private static URI requireAddress(URI server) {
        boolean web = "http".equalsIgnoreCase(server.getScheme()) || "https".equalsIgnoreCase(server.getScheme());
        if (!web || server.getHost() == null) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected --server with its scheme, such as https://isocenter.example, came %s.".formatted(server));
        }
        return server;
    }

    /** What is no token is refused here: a request's builder would print it. */
    private static String token(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new PlatformException(
                        ErrorCode.NOT_AUTHENTICATED, "Expected one bearer token in the token file, and nothing else.");
            }
            return token;
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.NOT_AUTHENTICATED, "Expected a bearer token in the token file; it cannot be read.", e);
        }
    }
}
