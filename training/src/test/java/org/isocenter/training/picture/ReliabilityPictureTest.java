package org.isocenter.training.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.isocenter.platform.model.ReliabilityBin;
import org.junit.jupiter.api.Test;

class ReliabilityPictureTest {
    private static final List<ReliabilityBin> SURE =
            List.of(new ReliabilityBin(0.4, 7.0 / 15, 10, 0.44, 0.4), new ReliabilityBin(14.0 / 15, 1, 30, 0.98, 0.7));

    @Test
    void bars_reach_to_what_happened_and_calibration_has_a_panel_of_its_own() throws IOException {
        BufferedImage one = read(new ReliabilityPicture(SURE, List.of()).png());
        BufferedImage two = read(new ReliabilityPicture(SURE, SURE).png());
        assertThat(two.getWidth()).isEqualTo(2 * one.getWidth());
        assertThat(two.getHeight()).isEqualTo(one.getHeight());
        int bar = 0x3b7db8;
        long blue = 0;
        long blueTwice = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < two.getWidth(); x++) {
                blue += x < one.getWidth() && (one.getRGB(x, y) & 0xffffff) == bar ? 1 : 0;
                blueTwice += (two.getRGB(x, y) & 0xffffff) == bar ? 1 : 0;
            }
        }
        assertThat(blue).isBetween(18L * 300 * 6 / 10, 21L * 300 * 12 / 10);
        assertThat(blueTwice).isBetween(2 * blue - 20, 2 * blue + 20);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
