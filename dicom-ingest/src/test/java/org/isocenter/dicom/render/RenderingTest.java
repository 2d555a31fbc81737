package org.isocenter.dicom.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isocenter.platform.imaging.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {

    @Test
    void parameters_are_read_as_the_standard_writes_them() {
        Rendering rendering = Rendering.of(Map.of(
                "window", List.of("-600.5,1500,sigmoid"),
                "viewport", List.of("512,256,10,20,,-30"),
                "quality", List.of("70"),
                "annotation", List.of("patient,technique,shoes"),
                "unknown", List.of("x")));
        assertThat(rendering.window()).contains(new DisplayWindow(new Window(-600.5, 1500), "SIGMOID"));
        assertThat(rendering.viewport().orElseThrow().of(100, 100))
                .isEqualTo(new Viewport.Region(10, 20, 90, 30, false, true));
        assertThat(rendering.quality()).isEqualTo(70);
        assertThat(rendering.annotations()).isEqualTo(Set.of(Annotation.PATIENT, Annotation.TECHNIQUE));
        assertThat(rendering.unknownAnnotations()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    window   | 40
                    window   | 40,0,linear
                    window   | 40,0.5,linear
                    window   | 40,400,cubic
                    window   | a,b,linear
                    quality  | 0
                    quality  | 101
                    quality  | fine
                    viewport | 512
                    viewport | 0,512
                    viewport | 512,99999
                    viewport | 1,2,3,4,5,6,7
                    """)
    void a_value_that_is_not_of_its_form_is_refused(String name, String value) {
        assertThatThrownBy(() -> Rendering.of(Map.of(name, List.of(value)))).hasMessageContaining(name);
    }

    @Test
    void a_region_beyond_the_picture_is_refused_once_its_size_is_known() {
        Viewport beyond = Viewport.parse("64,64,90,0,20,20");
        assertThatThrownBy(() -> beyond.of(100, 100)).hasMessageContaining("100 columns");
        assertThat(beyond.of(110, 20).width()).isEqualTo(20);
    }

    @Test
    void a_thumbnail_is_small_and_has_no_region() {
        assertThat(Rendering.ofThumbnail(Map.of()).viewport().orElseThrow().width())
                .isEqualTo(128);
        assertThatThrownBy(() -> Rendering.ofThumbnail(Map.of("viewport", List.of("64,64,0,0,8,8"))))
                .hasMessageContaining("without a region");
    }
}
