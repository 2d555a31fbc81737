package org.isocenter.cli.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.isocenter.cli.client.LocalStack;
import org.isocenter.cli.client.Server;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Logs the local users in with the passwords of the state folder. */
public final class LocalLogin implements LocalStack {
    private static final int RENEW_SECONDS = 60;

    private final LocalApi api = new LocalApi();

    @Override
    public Server connect(Path home, String user) {
        StateFolder folder = new StateFolder(home);
        Ports ports = StackRecord.read(folder)
                .filter(record ->
                        record.process(Part.SERVER).filter(ProcessMark::isAlive).isPresent())
                .map(StackRecord::ports)
                .orElseThrow(LocalLogin::notRunning);
        return connect(ports, Secrets.find(folder).orElseThrow(LocalLogin::notRunning), user);
    }

    private static PlatformException notRunning() {
        return new PlatformException(ErrorCode.NOT_RUNNING, ErrorCode.NOT_RUNNING.advice());
    }

    Server connect(Ports ports, Secrets secrets, String user) {
        String password = Optional.ofNullable(secrets.users().get(user))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND,
                        "There is no local user %s; there are %s."
                                .formatted(user, secrets.users().keySet())));
        String endpoint = Keycloak.realm(ports) + "/protocol/openid-connect/token";
        Map<String, String> form =
                Map.of("grant_type", "password", "client_id", "isocenter-cli", "username", user, "password", password);
        return new Server(URI.create("http://localhost:" + ports.http()), new Token(() -> api.form(endpoint, form)));
    }

    /** A token that is asked for again shortly before it ends. */
    private static final class Token implements Supplier<String> {
        private final Supplier<LocalApi.Answer> ask;
        private String value = "";
        private Instant end = Instant.MIN;

        Token(Supplier<LocalApi.Answer> ask) {
            this.ask = ask;
        }

        @Override
        public synchronized String get() {
            Instant now = Clock.systemUTC().instant();
            if (now.isAfter(end)) {
                LocalApi.Answer answer = ask.get();
                if (answer.status() != 200) {
                    throw new PlatformException(
                            ErrorCode.NOT_AUTHENTICATED,
                            "Keycloak gave no token (status %d); was the local user's password changed?"
                                    .formatted(answer.status()));
                }
                value = answer.body().path("access_token").asText();
                end = now.plusSeconds(answer.body().path("expires_in").asLong() - RENEW_SECONDS);
            }
            return value;
        }
    }
}
