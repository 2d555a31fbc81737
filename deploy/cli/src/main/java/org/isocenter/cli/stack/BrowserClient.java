package org.isocenter.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Tells Keycloak from where the browser application is served; the realm remembers the port of the first start. */
final class BrowserClient {
    private static final String CLIENT = "isocenter-web";

    private final LocalApi api;
    private final Secrets secrets;

    BrowserClient(LocalApi api, Secrets secrets) {
        this.api = api;
        this.secrets = secrets;
    }

    /** False where Keycloak did not take it: its administrator was changed, and has to do it himself. */
    boolean servedFrom(Ports ports) {
        String keycloak = "http://localhost:" + ports.keycloak();
        String origin = "http://localhost:" + ports.http();
        String token = token(keycloak);
        String clients = keycloak + "/admin/realms/isocenter/clients";
        JsonNode found =
                api.send("GET", clients + "?clientId=" + CLIENT, token, null).body();
        if (!(found.path(0) instanceof ObjectNode client)) {
            return false;
        }
        if (origin.equals(client.path("webOrigins").path(0).asText())) {
            return true;
        }
        client.putArray("redirectUris").add(origin + "/*");
        client.putArray("webOrigins").add(origin);
        return api.send("PUT", clients + "/" + client.path("id").asText(), token, client)
                        .status()
                < 300;
    }

    private String token(String keycloak) {
        return api.form(
                        keycloak + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                "admin",
                                "password",
                                secrets.keycloakAdmin()))
                .body()
                .path("access_token")
                .asText();
    }
}
