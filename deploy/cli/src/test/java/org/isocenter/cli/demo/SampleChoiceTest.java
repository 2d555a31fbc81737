package org.isocenter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.isocenter.cli.report.Gallery.Picture;
import org.junit.jupiter.api.Test;

class SampleChoiceTest {
    @Test
    void a_large_frame_is_made_small_and_keeps_its_proportions() throws IOException {
        Picture picture = Pictures.small(new BufferedImage(1120, 560, BufferedImage.TYPE_BYTE_GRAY));
        assertThat(picture.columns()).isEqualTo(224);
        assertThat(picture.rows()).isEqualTo(112);
        assertThat(picture.bytes().length).isLessThan(10_000);
    }

    @Test
    void a_small_frame_keeps_its_size() throws IOException {
        Picture picture = Pictures.small(new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY));
        assertThat(picture.columns()).isEqualTo(64);
    }
}
