package org.isocenter.training.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.isocenter.platform.job.Lane;
import org.isocenter.training.encoder.Precision;
import org.junit.jupiter.api.Test;

class TrainingConfigTest {

    @Test
    void every_setting_has_its_documented_default() {
        TrainingConfig config = read(Map.of());
        assertThat(config.lanes()).containsExactlyInAnyOrder(Lane.LONG, Lane.INTERACTIVE);
        assertThat(config.idleWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.leaveWithin()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.checkpointSteps()).isEqualTo(50);
        assertThat(config.cacheFolder()).isEqualTo(Path.of("/somebody/.isocenter/frame-cache"));
        assertThat(config.cacheBytes()).isEqualTo(20L << 30);
        assertThat(config.featureFolder()).isEqualTo(Path.of("/somebody/.isocenter/feature-cache"));
        assertThat(config.featureBytes()).isEqualTo(4L << 30);
        assertThat(config.frameCap()).isEqualTo(256);
        assertThat(config.loaderThreads()).isEqualTo(2);
        assertThat(config.openModels()).isEqualTo(4);
        assertThat(config.precision()).isEmpty();
    }

    @Test
    void every_setting_is_read_by_its_documented_name() {
        TrainingConfig config = read(Map.ofEntries(
                Map.entry("isocenter.training.lanes", "interactive"),
                Map.entry("isocenter.training.idle-wait", "1s"),
                Map.entry("isocenter.training.leave-within", "2s"),
                Map.entry("isocenter.training.checkpoint-steps", "3"),
                Map.entry("isocenter.training.cache-folder", "/c"),
                Map.entry("isocenter.training.cache-bytes", "99"),
                Map.entry("isocenter.training.feature-folder", "/f"),
                Map.entry("isocenter.training.feature-bytes", "98"),
                Map.entry("isocenter.training.frame-cap", "300"),
                Map.entry("isocenter.training.loader-threads", "4"),
                Map.entry("isocenter.training.open-models", "5"),
                Map.entry("isocenter.training.precision", "bfloat16")));
        assertThat(config.lanes()).containsExactly(Lane.INTERACTIVE);
        assertThat(config.idleWait()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.leaveWithin()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.checkpointSteps()).isEqualTo(3);
        assertThat(config.cacheFolder()).isEqualTo(Path.of("/c"));
        assertThat(config.cacheBytes()).isEqualTo(99);
        assertThat(config.featureFolder()).isEqualTo(Path.of("/f"));
        assertThat(config.featureBytes()).isEqualTo(98);
        assertThat(config.frameCap()).isEqualTo(300);
        assertThat(config.loaderThreads()).isEqualTo(4);
        assertThat(config.openModels()).isEqualTo(5);
        assertThat(config.precision()).contains(Precision.BFLOAT16);
        assertThat(TrainingConfig.class.getDeclaredMethods()).hasSize(12);
    }

    private static TrainingConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("user.home", "/somebody")
                .withDefaultValues(settings)
                .withMapping(TrainingConfig.class)
                .build()
                .getConfigMapping(TrainingConfig.class);
    }
}
