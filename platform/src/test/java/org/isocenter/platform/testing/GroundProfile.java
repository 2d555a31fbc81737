package org.isocenter.platform.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The ground alone: a database, no identity provider, and a sealer that works only when it is called. */
public class GroundProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.oidc.enabled", "false",
                "quarkus.devservices.enabled", "false",
                "quarkus.scheduler.enabled", "false",
                "quarkus.http.test-port", "0",
                "quarkus.datasource.jdbc.max-size", "40",
                "isocenter.platform.max-attempts", "3");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(PostgresResource.class));
    }
}
