package org.isocenter.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.testing.PostgresResource;

/** The whole application with the roles api and dicom, its own PostgreSQL and its own Keycloak. */
public class WholeServer implements QuarkusTestProfile {

    /** Where the application under test writes its log. */
    static final Path LOG = Path.of("target/server-test.log");

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "isocenter.roles", "api,dicom",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", LOG.toString(),
                "isocenter.dicom.pulls", "false",
                "isocenter.dicom.port", "0");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(KeycloakResource.class));
    }

    /** What a process of its own needs to stand beside this application: its database, issuer, keys and roots. */
    static Map<String, String> settingsOfAnother(PlatformConfig config) {
        Map<String, String> settings = new HashMap<>();
        for (String name :
                List.of("quarkus.datasource.jdbc.url", "quarkus.datasource.username", "quarkus.oidc.auth-server-url")) {
            settings.put(name, ConfigProvider.getConfig().getValue(name, String.class));
        }
        settings.put("isocenter.platform.key-folder", config.keyFolder().toString());
        settings.put("isocenter.platform.audit-folder", config.auditFolder().toString());
        return settings;
    }
}
