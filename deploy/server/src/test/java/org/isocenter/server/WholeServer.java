package org.isocenter.server;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.testing.PostgresResource;

/** The whole application with the roles api and dicom, its own PostgreSQL and its own Keycloak. */
public class WholeServer implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "isocenter.roles", "api,dicom",
                "isocenter.home", "target/home",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", "target/server-test.log",
                "isocenter.dicom.port", "0");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresResource.class), new TestResourceEntry(KeycloakResource.class));
    }
}
