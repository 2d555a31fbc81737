package org.isocenter.annotation.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.imaging.Window;
import org.junit.jupiter.api.Test;

class FramePictureTest {

    @Test
    void a_window_is_applied_to_rescaled_values() throws IOException {
        BufferedImage picture = read(FramePicture.of(grey(), Optional.of(new Window(0, 200))));
        assertThat(levels(picture)).containsExactly(0, 64, 128, 255);
    }

    @Test
    void without_any_window_the_full_range_is_shown() throws IOException {
        assertThat(levels(read(FramePicture.of(grey(), Optional.empty())))).containsExactly(0, 64, 85, 255);
    }

    @Test
    void a_mask_colours_only_where_it_is_not_zero() throws IOException {
        BufferedImage mask = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_GRAY);
        mask.getRaster().setSample(3, 0, 0, 1);
        BufferedImage picture = read(FramePicture.of(grey(), Optional.empty()).with(mask, 1));
        assertThat(picture.getRGB(3, 0) & 0xffffff).isEqualTo(0xE69F00);
        assertThat(picture.getRGB(0, 0) & 0xffffff).isZero();
    }

    /** Stored values 0, 75, 100 and 300 with slope 2 and intercept -200: -200, -50, 0 and 400. */
    private static Frame grey() {
        return new Frame(
                1,
                4,
                new Pixels.Grey16(new short[] {0, 75, 100, 300}),
                ValueUnit.HOUNSFIELD,
                2,
                -200,
                Optional.empty(),
                Optional.empty(),
                Modality.OTHER,
                Laterality.UNSPECIFIED);
    }

    private static int[] levels(BufferedImage picture) {
        int[] levels = new int[picture.getWidth()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = picture.getRGB(i, 0) & 0xff;
        }
        return levels;
    }

    private static BufferedImage read(FramePicture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }
}
