package org.isocenter.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlatformConfigTest {

    @Test
    void every_setting_has_its_documented_default() {
        PlatformConfig config = read(Map.of());
        Path home = Path.of("/somebody/.isocenter");

        assertThat(config.home()).isEqualTo(home);
        assertThat(config.storeFolder()).isEqualTo(home.resolve("store"));
        assertThat(config.keyFolder()).isEqualTo(home.resolve("keys"));
        assertThat(config.identityKeys()).isEmpty();
        assertThat(config.auditFolder()).isEqualTo(home.resolve("audit"));
        assertThat(config.verifyOnRead()).isTrue();
        assertThat(config.leaseDuration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxAttempts()).isEqualTo(10);
        assertThat(config.sealInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.rootInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.sweepInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.scheduleInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.schemaWait()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void every_setting_is_read_by_its_documented_name() {
        PlatformConfig config = read(Map.ofEntries(
                Map.entry("isocenter.platform.home", "/h"),
                Map.entry("isocenter.platform.store-folder", "/s"),
                Map.entry("isocenter.platform.key-folder", "/k"),
                Map.entry("isocenter.platform.identity-keys", "ab,cd"),
                Map.entry("isocenter.platform.audit-folder", "/a"),
                Map.entry("isocenter.platform.verify-on-read", "false"),
                Map.entry("isocenter.platform.lease-duration", "7s"),
                Map.entry("isocenter.platform.max-attempts", "2"),
                Map.entry("isocenter.platform.seal-interval", "100ms"),
                Map.entry("isocenter.platform.root-interval", "9s"),
                Map.entry("isocenter.platform.sweep-interval", "8s"),
                Map.entry("isocenter.platform.schedule-interval", "11s"),
                Map.entry("isocenter.platform.schema-wait", "3s")));

        assertThat(config.home()).isEqualTo(Path.of("/h"));
        assertThat(config.storeFolder()).isEqualTo(Path.of("/s"));
        assertThat(config.keyFolder()).isEqualTo(Path.of("/k"));
        assertThat(config.identityKeys()).contains(List.of("ab", "cd"));
        assertThat(config.auditFolder()).isEqualTo(Path.of("/a"));
        assertThat(config.verifyOnRead()).isFalse();
        assertThat(config.leaseDuration()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.maxAttempts()).isEqualTo(2);
        assertThat(config.sealInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.rootInterval()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.sweepInterval()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.scheduleInterval()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.schemaWait()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void no_setting_is_missing_from_these_tests() {
        Set<String> names = Arrays.stream(PlatformConfig.class.getDeclaredMethods())
                .map(method -> method.getName())
                .filter(name -> !name.contains("$"))
                .collect(Collectors.toSet());

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "home",
                        "storeFolder",
                        "keyFolder",
                        "identityKeys",
                        "auditFolder",
                        "verifyOnRead",
                        "leaseDuration",
                        "maxAttempts",
                        "sealInterval",
                        "rootInterval",
                        "sweepInterval",
                        "scheduleInterval",
                        "schemaWait");
    }

    private static PlatformConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("user.home", "/somebody")
                .withDefaultValues(settings)
                .withMapping(PlatformConfig.class)
                .build()
                .getConfigMapping(PlatformConfig.class);
    }
}
