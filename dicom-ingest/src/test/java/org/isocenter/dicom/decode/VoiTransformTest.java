package org.isocenter.dicom.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.junit.jupiter.api.Test;

class VoiTransformTest {
    private final Dataset dataset = new Dataset();

    @Test
    void a_linear_window_reaches_its_ends_half_a_step_inside() {
        window("LINEAR", "2048", "4096");
        assertThat(at(0)).isZero();
        assertThat(at(1)).isCloseTo(1.0 / 4095, within(1e-12));
        assertThat(at(4095)).isEqualTo(1);
    }

    @Test
    void an_exact_window_reaches_its_ends_at_half_its_width() {
        window("LINEAR_EXACT", "10", "20");
        assertThat(at(0)).isZero();
        assertThat(at(10)).isEqualTo(0.5);
        assertThat(at(20)).isEqualTo(1);
    }

    @Test
    void a_sigmoid_window_is_half_bright_at_its_centre() {
        window("SIGMOID", "10", "20");
        assertThat(at(10)).isEqualTo(0.5);
        assertThat(at(30)).isCloseTo(1 / (1 + Math.exp(-4)), within(1e-12));
    }

    @Test
    void a_window_narrower_than_one_gives_no_brightness() {
        window("LINEAR", "10", "0.5");
        assertThat(VoiTransform.of(dataset, 0)).isEmpty();
    }

    @Test
    void monochrome1_comes_out_inverted() {
        window("LINEAR", "2048", "4096");
        dataset.set(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME1");
        assertThat(at(0)).isEqualTo(1);
        assertThat(at(4095)).isZero();
    }

    @Test
    void a_table_serves_where_there_is_no_window_and_holds_beyond_its_ends() {
        Dataset item = new Dataset();
        item.set(Tag.LUT_DESCRIPTOR, Vr.US, "2", "100", "8");
        item.setBytes(Tag.LUT_DATA, Vr.OW, new byte[] {51, 0, (byte) 255, 0});
        dataset.setItems(Tag.VOI_LUT_SEQUENCE, List.of(item));
        assertThat(at(0)).isEqualTo(0.2);
        assertThat(at(100)).isEqualTo(0.2);
        assertThat(at(500)).isEqualTo(1);
    }

    private void window(String function, String center, String width) {
        dataset.set(Tag.VOI_LUT_FUNCTION, Vr.CS, function);
        dataset.set(Tag.WINDOW_CENTER, Vr.DS, center);
        dataset.set(Tag.WINDOW_WIDTH, Vr.DS, width);
    }

    private double at(double measured) {
        return VoiTransform.of(dataset, 0).orElseThrow().applyAsDouble(measured);
    }
}
