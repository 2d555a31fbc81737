package org.isocenter.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReaderTest {
    @TempDir
    Path folder;

    @Test
    void grey_stays_grey_at_eight_and_sixteen_bits() throws IOException {
        BufferedImage eight = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        eight.getRaster().setSample(2, 1, 0, 77);
        RasterImage read = ImageReader.read(png(eight));
        assertThat(read.samples()).isEqualTo(1);
        assertThat(read.at(5)).isEqualTo(77);
        BufferedImage sixteen = new BufferedImage(3, 2, BufferedImage.TYPE_USHORT_GRAY);
        sixteen.getRaster().setSample(1, 1, 0, 54321);
        RasterImage deep = ImageReader.read(png(sixteen));
        assertThat(deep.bits()).isEqualTo(16);
        assertThat(deep.at(4)).isEqualTo(54321);
    }

    @Test
    void colour_without_colour_becomes_grey() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x505050);
        assertThat(ImageReader.read(png(image)).samples()).isEqualTo(1);
        image.setRGB(1, 0, 0x102030);
        RasterImage coloured = ImageReader.read(png(image));
        assertThat(coloured.samples()).isEqualTo(3);
        assertThat(coloured.data()).containsExactly(0x50, 0x50, 0x50, 0x10, 0x20, 0x30);
    }

    @Test
    void a_palette_is_resolved_and_transparency_lies_over_black() throws IOException {
        byte[] red = {0, (byte) 200};
        IndexColorModel palette = new IndexColorModel(8, 2, red, new byte[] {0, 10}, new byte[] {0, 20});
        BufferedImage indexed = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
        indexed.getRaster().setSample(1, 0, 0, 1);
        assertThat(ImageReader.read(png(indexed)).data()).containsExactly(0, 0, 0, (byte) 200, 10, 20);
        BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x00ff8040);
        assertThat(ImageReader.read(png(clear)).at(0)).isZero();
    }

    @Test
    void a_camera_orientation_is_undone() throws IOException {
        BufferedImage wide = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                wide.getRaster().setSample(x, y, 0, 250);
            }
        }
        RasterImage upright = ImageReader.read(withOrientation(encode(wide, "jpg"), 6));
        assertThat(List.of(upright.rows(), upright.columns())).containsExactly(16, 8);
        assertThat(upright.at(2 * 8 + 4)).isGreaterThan(200);
        assertThat(upright.at(13 * 8 + 4)).isLessThan(50);
    }

    @Test
    void what_is_no_picture_says_so_without_its_name() throws IOException {
        Path broken = folder.resolve("Meyer_Anna.jpg");
        byte[] jpeg = encode(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg");
        Files.write(broken, Arrays.copyOf(jpeg, 80));
        assertThatThrownBy(() -> ImageReader.read(broken))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE))
                .hasMessageNotContaining("Meyer");
        assertThatThrownBy(() -> ImageReader.read("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isInstanceOf(PlatformException.class);
    }

    @Test
    void a_damaged_picture_is_read_or_refused_whichever_byte_is_wrong() throws IOException {
        for (String format : List.of("png", "tif")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR), format, out);
            for (int at = 0; at < out.size(); at++) {
                for (int wrong : new int[] {0, 1, 7, 255}) {
                    byte[] bytes = out.toByteArray();
                    bytes[at] = (byte) wrong;
                    assertReadOrRefused(bytes);
                }
            }
        }
    }

    @Test
    void a_file_too_large_to_be_read_is_refused_before_it_is() throws IOException {
        Path file = folder.resolve("large.png");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertThatThrownBy(() -> ImageReader.read(file))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE));
    }

    private static void assertReadOrRefused(byte[] bytes) {
        try {
            assertThat(ImageReader.read(bytes).data()).isNotEmpty();
        } catch (PlatformException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
        }
    }

    @Test
    void several_masks_of_one_image_are_united() throws IOException {
        Path one = folder.resolve("a.png");
        Path two = folder.resolve("b.png");
        BufferedImage mask = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_GRAY);
        mask.getRaster().setSample(0, 0, 0, 255);
        mask.getRaster().setSample(1, 0, 0, 90);
        Files.write(one, png(mask));
        BufferedImage labels = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_GRAY);
        labels.getRaster().setSample(3, 0, 0, 1);
        Files.write(two, png(labels));
        assertThat(MaskReader.readUnited(List.of(one, two)).inside()).containsExactly(true, false, false, true);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        return encode(image, "png");
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        byte[] out = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, out, 0, 2);
        System.arraycopy(exif, 0, out, 2, exif.length);
        System.arraycopy(jpeg, 2, out, 2 + exif.length, jpeg.length - 2);
        return out;
    }
}
