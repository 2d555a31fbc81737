package org.isocenter.cli.intake;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LocalStack;
import org.isocenter.cli.client.LocalUser;

/** The local users, each with an own client: a step is taken by the one whose role allows it, and the trail says so. */
public final class People {
    private final LocalStack stack;
    private final Path home;
    private final Map<LocalUser, IsocenterClient> clients = new EnumMap<>(LocalUser.class);

    public People(LocalStack stack, Path home) {
        this.stack = stack;
        this.home = home;
    }

    public IsocenterClient admin() {
        return as(LocalUser.ADMIN);
    }

    public IsocenterClient steward() {
        return as(LocalUser.STEWARD);
    }

    public IsocenterClient researcher() {
        return as(LocalUser.RESEARCHER);
    }

    public IsocenterClient auditor() {
        return as(LocalUser.AUDITOR);
    }

    private IsocenterClient as(LocalUser user) {
        return clients.computeIfAbsent(user, each -> new IsocenterClient(stack.connect(home, each.userName())));
    }
}
