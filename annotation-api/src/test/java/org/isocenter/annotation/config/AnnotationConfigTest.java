package org.isocenter.annotation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnnotationConfigTest {

    @Test
    void every_setting_has_its_documented_default() {
        AnnotationConfig config = read(Map.of());
        assertThat(config.maxLabelRows()).isEqualTo(2_000_000);
        assertThat(config.overlayOpacity()).isEqualTo(0.4);
    }

    @Test
    void every_setting_is_read_by_its_documented_name() {
        AnnotationConfig config =
                read(Map.of("isocenter.annotation.max-label-rows", "7", "isocenter.annotation.overlay-opacity", "0.9"));
        assertThat(config.maxLabelRows()).isEqualTo(7);
        assertThat(config.overlayOpacity()).isEqualTo(0.9);
        assertThat(AnnotationConfig.class.getDeclaredMethods()).hasSize(2);
    }

    private static AnnotationConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(settings)
                .withMapping(AnnotationConfig.class)
                .build()
                .getConfigMapping(AnnotationConfig.class);
    }
}
