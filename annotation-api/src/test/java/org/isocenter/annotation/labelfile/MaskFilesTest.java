package org.isocenter.annotation.labelfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.isocenter.annotation.labelfile.LabelRow.Name;
import org.isocenter.annotation.labelfile.LabelRow.Subject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFilesTest {
    private static final Frame FRAME = new Frame(
            2,
            3,
            new Pixels.Grey16(new short[6]),
            ValueUnit.DISPLAY,
            1,
            0,
            Optional.empty(),
            Optional.empty(),
            Modality.OTHER,
            Laterality.UNSPECIFIED);

    @TempDir
    Path folder;

    @Test
    void a_mask_of_another_size_is_refused_by_line_with_both_sizes() throws IOException {
        MaskFiles files = new MaskFiles(Map.of("m.png", mask("m.png", 4, 2)));
        assertThatThrownBy(() -> files.unite(row("m.png"), FRAME))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LABELS_UNREADABLE))
                .hasMessage("line 7: expected a mask of 3 x 2 pixels as the image has, came 4 x 2");
    }

    @Test
    void several_masks_of_an_image_are_united() throws IOException {
        MaskFiles files = new MaskFiles(Map.of("a.png", mask("a.png", 3, 2), "b.png", mask("b.png", 3, 2, 4)));
        assertThat(files.unite(row("a.png", "b.png"), FRAME)).containsExactly(false, false, false, false, true, false);
    }

    @Test
    void the_values_of_a_mask_without_a_word_are_its_classes() throws IOException {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(1, 0, 0, 1);
        image.getRaster().setSample(2, 1, 0, 2);
        Path file = folder.resolve("v.png");
        ImageIO.write(image, "png", Files.newOutputStream(file));
        MaskFiles files = new MaskFiles(Map.of("v.png", file, "w.png", file));
        byte[] values = files.values(row("v.png"), FRAME, 2);
        assertThat(values).containsExactly(0, 1, 0, 0, 0, 2);
        assertThat(ImageIO.read(new ByteArrayInputStream(MaskFiles.png(values, 3)))
                        .getRaster()
                        .getSample(2, 1, 0))
                .isEqualTo(2);
        assertThatThrownBy(() -> files.values(row("v.png"), FRAME, 1))
                .hasMessage("line 7: expected a grey mask of the values 0 to 1, one for each class, came 2");
        assertThatThrownBy(() -> files.values(row("v.png", "w.png"), FRAME, 2))
                .hasMessageContaining("came 2 without a class");
    }

    private static LabelRow row(String... masks) {
        return new LabelRow(7, new Subject(Name.IMAGE, "a.png"), List.of(), List.of(masks), Optional.empty());
    }

    private Path mask(String name, int columns, int rows, int... covered) throws IOException {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        for (int place : covered) {
            image.getRaster().setSample(place % columns, place / columns, 0, 255);
        }
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", Files.newOutputStream(file));
        return file;
    }
}
