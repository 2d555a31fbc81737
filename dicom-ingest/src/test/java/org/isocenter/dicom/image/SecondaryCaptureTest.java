package org.isocenter.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondaryCaptureTest {
    private static final byte[] KEY = "picture key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII);
    private final SecondaryCapture capture = new SecondaryCapture(KEY);

    @TempDir
    Path folder;

    @Test
    void the_same_picture_again_is_the_same_instance() {
        ImportedImage image = new ImportedImage("a/1.png", Optional.empty(), grey(9));
        assertThat(uid(capture.of(image))).isEqualTo(uid(new SecondaryCapture(KEY).of(image)));
        assertThat(uid(capture.of(image)))
                .isNotEqualTo(uid(capture.of(new ImportedImage("a/2.png", Optional.empty(), grey(9)))));
        assertThat(uid(capture.of(image)))
                .isNotEqualTo(uid(capture.of(new ImportedImage("a/1.png", Optional.empty(), grey(8)))));
    }

    @Test
    void without_a_patient_each_picture_is_its_own() {
        Dataset one = capture.of(new ImportedImage("1.png", Optional.empty(), grey(1)))
                .dataset();
        Dataset two = capture.of(new ImportedImage("2.png", Optional.empty(), grey(1)))
                .dataset();
        assertThat(one.string(Tag.PATIENT_ID)).isNotEqualTo(two.string(Tag.PATIENT_ID));
        Dataset three = capture.of(new ImportedImage("3.png", Optional.of("Meyer"), grey(1)))
                .dataset();
        Dataset four = capture.of(new ImportedImage("4.png", Optional.of("Meyer"), grey(1)))
                .dataset();
        assertThat(three.string(Tag.STUDY_INSTANCE_UID)).isEqualTo(four.string(Tag.STUDY_INSTANCE_UID));
        assertThat(three.string(Tag.PATIENT_ID).orElseThrow()).doesNotContain("Meyer");
    }

    @Test
    void it_survives_being_written_and_read() throws IOException {
        DicomObject object = capture.of(
                new ImportedImage("c.png", Optional.empty(), RasterImage.rgb(1, 2, new byte[] {1, 2, 3, 4, 5, 6})));
        Path file = folder.resolve("c.dcm");
        Part10Writer.write(object, file);
        Dataset read = Part10Reader.read(file).dataset();
        assertThat(read.string(Tag.PHOTOMETRIC_INTERPRETATION)).contains("RGB");
        assertThat(read.ints(Tag.COLUMNS)).containsExactly(2);
        assertThat(read.bytes(Tag.PIXEL_DATA)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_broken_picture_is_reported_and_the_rest_goes_on() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(image, "png", folder.resolve("a.png").toFile());
        Files.writeString(folder.resolve("b.jpg"), "no picture");
        Files.writeString(folder.resolve("notes.txt"), "no picture by its name");
        Files.createDirectories(folder.resolve("sub"));
        ImageIO.write(image, "png", folder.resolve("sub/c.png").toFile());
        List<String> good = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        ImageFolder.visit(folder, name -> Optional.empty(), collect(good, broken));
        assertThat(good).containsExactly("a.png", "sub/c.png");
        assertThat(broken).containsExactly("b.jpg");
    }

    @Test
    void a_real_archive_becomes_instances() {
        List<String> good = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        ImageFolder.visit(SharedData.data("medmnist/breastmnist.npz"), name -> Optional.empty(), collect(good, broken));
        assertThat(good).hasSize(780).contains("train/0", "test/155");
        assertThat(broken).isEmpty();
    }

    private static ImageFolder.Visitor collect(List<String> good, List<String> broken) {
        return new ImageFolder.Visitor() {
            @Override
            public void image(ImportedImage image) {
                good.add(image.name());
            }

            @Override
            public void broken(String name, PlatformException why) {
                broken.add(name);
            }
        };
    }

    private static RasterImage grey(int value) {
        return RasterImage.grey8(1, 2, new byte[] {(byte) value, 0});
    }

    private static String uid(DicomObject object) {
        return object.dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
    }
}
