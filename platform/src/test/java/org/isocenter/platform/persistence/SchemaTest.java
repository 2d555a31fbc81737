package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class SchemaTest {
    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Test
    void a_worker_waits_until_the_role_api_has_migrated() throws Exception {
        Flyway empty = database("waits");
        Schema worker = new Schema(empty, config("60s"), Set.of("worker"));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> worker.onStart(new StartupEvent()));
        assertThat(worker.isReady()).isFalse();

        new Schema(empty, config("1s"), Set.of("api", "dicom")).onStart(new StartupEvent());

        waiting.get(30, TimeUnit.SECONDS);
        assertThat(worker.isReady()).isTrue();
    }

    @Test
    void a_worker_that_nobody_migrates_for_gives_up_with_a_sentence() throws SQLException {
        Schema worker = new Schema(database("alone"), config("1s"), Set.of("worker", "dicom"));

        assertThatThrownBy(() -> worker.onStart(new StartupEvent()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.START_FAILED));
        assertThat(worker.isReady()).isFalse();
    }

    private Flyway database(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return Flyway.configure()
                .dataSource(url.replace("/postgres", "/" + name), "isocenter", "")
                .load();
    }

    private static PlatformConfig config(String schemaWait) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("user.home", "/somebody")
                .withDefaultValue("isocenter.platform.schema-wait", schemaWait)
                .withMapping(PlatformConfig.class)
                .build()
                .getConfigMapping(PlatformConfig.class);
    }
}
