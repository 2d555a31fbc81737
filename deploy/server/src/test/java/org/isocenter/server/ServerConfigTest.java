package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.isocenter.server.config.ProcessRole;
import org.isocenter.server.config.ServerConfig;
import org.junit.jupiter.api.Test;

class ServerConfigTest {

    @Test
    void a_process_takes_all_roles_where_none_is_named() {
        assertThat(read(Map.of()).roles()).containsExactlyInAnyOrder(ProcessRole.values());
    }

    @Test
    void the_roles_are_read_by_their_short_name_and_by_their_long_one() {
        assertThat(read(Map.of("isocenter.roles", "dicom")).roles()).containsExactly(ProcessRole.DICOM);
        assertThat(read(Map.of("isocenter.server.roles", "worker")).roles()).containsExactly(ProcessRole.WORKER);
        assertThat(ServerConfig.class.getDeclaredMethods()).hasSize(1);
    }

    private static ServerConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValues(settings)
                .withMapping(ServerConfig.class)
                .build()
                .getConfigMapping(ServerConfig.class);
    }
}
