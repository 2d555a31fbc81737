package org.isocenter.training.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.view.Plane;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void small_planes_stand_in_whole_multiples_of_their_pixels_the_first_apart() throws IOException {
        Plane grey = plane(1, 0.2f);
        Plane colour = new Plane(56, 56, 3, new float[3 * 56 * 56]);
        Arrays.fill(colour.values(), 0, 56 * 56, 2); // red, brighter than there is
        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(new PictureGrid(List.of(List.of(grey, colour), List.of(colour, grey))).png()));

        assertThat(picture.getWidth()).isEqualTo(4 + 112 + 16 + 112 + 4);
        assertThat(picture.getHeight()).isEqualTo(4 + 112 + 4 + 112 + 4);
        assertThat(picture.getRGB(4, 4) & 0xffffff).isEqualTo(0x333333);
        assertThat(picture.getRGB(4 + 112 + 16, 4) & 0xffffff).isEqualTo(0xff0000);
        assertThat(picture.getRGB(4 + 112 + 1, 60) & 0xffffff).as("between").isEqualTo(0x202226);
        assertThat(picture.getRGB(4, 4 + 112 + 4) & 0xffffff).isEqualTo(0xff0000);
    }

    @Test
    void what_was_normalised_is_read_back() {
        Plane grey = plane(1, 0.25f);
        float[] batch = new float[2 * 3 * 56 * 56];
        Normalisation.IMAGENET.write(grey, batch, 3 * 56 * 56);
        Plane read = Normalisation.IMAGENET.read(batch, 3 * 56 * 56, 56, 56);
        assertThat(read.channels()).isEqualTo(3);
        for (float value : read.values()) {
            assertThat(value).isBetween(0.2499f, 0.2501f);
        }
    }

    @Test
    void the_nearest_of_other_patients_come_first_whatever_their_length() {
        double[][] features = {{1, 0}, {1, 0.01}, {5, 1}, {1, 1}, {-1, 0}};
        Neighbours neighbours = new Neighbours(features, List.of("a", "a", "b", "c", "d"));
        assertThat(neighbours.of(0, 2)).containsExactly(2, 3);
        assertThat(neighbours.of(0, 9)).containsExactly(2, 3, 4);
    }

    private static Plane plane(int channels, float value) {
        float[] values = new float[channels * 56 * 56];
        Arrays.fill(values, value);
        return new Plane(56, 56, channels, values);
    }
}
