package org.isocenter.cli.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.cli.client.Server;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Makes project {@code default} with the local users as members, where it is not there. */
final class FirstProject {
    static final String NAME = "default";
    static final String AE_TITLE = "ISOCENTER";

    private final LocalApi api;
    private final Server server;

    /** Works as an administrator. */
    FirstProject(LocalApi api, Server server) {
        this.api = api;
        this.server = server;
    }

    void make() {
        String projects = server.url() + "/api/v1/projects";
        String project = projects + "/" + NAME;
        if (api.send("GET", project, server.token().get(), null).status() == 404) {
            var wish = JsonNodeFactory.instance.objectNode();
            wish.put("name", NAME);
            wish.put("aeTitle", AE_TITLE);
            expect(api.send("POST", projects, server.token().get(), wish));
        }
        for (LocalUser user : LocalUser.ALL) {
            expect(api.send(
                    "PUT",
                    project + "/members/" + user.userName(),
                    server.token().get(),
                    null));
        }
    }

    private static void expect(LocalApi.Answer answer) {
        if (answer.status() >= 300) {
            throw new PlatformException(
                    ErrorCode.START_FAILED,
                    "The server did not take the first project: %s %s"
                            .formatted(
                                    answer.status(),
                                    answer.body().path("detail").asText()));
        }
    }
}
