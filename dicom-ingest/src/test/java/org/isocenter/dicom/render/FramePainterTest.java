package org.isocenter.dicom.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.decode.ModalityTransform;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.decode.VoiTransform;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

class FramePainterTest {
    private static final Rendering PLAIN = Rendering.of(Map.of());
    private static final Set<String> SAME = Set.of("agree", "disputed-resolved");

    private final FramePainter painter = new FramePainter();

    @Test
    void every_value_becomes_the_level_that_the_objects_own_window_gives_it() throws IOException {
        int seen = 0;
        for (Map<String, String> row : GoldenCsv.read(SharedData.golden("dicom/pixels.csv"))) {
            if (SAME.contains(row.get("status"))
                    && row.get("frame").equals("0")
                    && !row.get("voi_mean").isEmpty()
                    && seen < 25) {
                DicomObject object = read(row.get("path"));
                BufferedImage picture = painted(object, PLAIN, PictureFormat.PNG);
                StoredFrame frame = StoredFrame.of(object, 0);
                double sum = 0;
                for (int i = 0; i < frame.samples().length(); i++) {
                    sum += picture.getRaster().getSample(i % frame.columns(), i / frame.columns(), 0);
                }
                assertThat(sum / frame.samples().length() / 255)
                        .as(row.get("path"))
                        .isCloseTo(Double.parseDouble(row.get("voi_mean")), within(0.5 / 255));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(25);
    }

    @Test
    void colours_stay_what_they_are() throws IOException {
        int seen = 0;
        for (Map<String, String> row : GoldenCsv.read(SharedData.golden("dicom/pixels.csv"))) {
            if (SAME.contains(row.get("status"))
                    && row.get("frame").equals("0")
                    && row.get("bits_stored").equals("8")
                    && !row.get("rgb_means").isEmpty()
                    && seen < 15) {
                BufferedImage picture = painted(read(row.get("path")), PLAIN, PictureFormat.PNG);
                String[] means = row.get("rgb_means").split(";", -1);
                for (int band = 0; band < 3; band++) {
                    assertThat(mean(picture, band))
                            .as(row.get("path"))
                            .isCloseTo(Double.parseDouble(means[band]), within(0.01));
                }
                seen++;
            }
        }
        assertThat(seen).isEqualTo(15);
    }

    @Test
    void a_window_that_is_asked_for_counts_instead_of_the_objects_own() throws IOException {
        DicomObject object = ramp("MONOCHROME2");
        assertThat(row(painted(object, rendering("window", "128,256,linear-exact"), PictureFormat.PNG)))
                .containsExactly(0, 64, 128, 191);
        assertThat(row(painted(object, rendering("window", "64,1,linear"), PictureFormat.PNG)))
                .containsExactly(0, 255, 255, 255);
        assertThat(row(painted(object, rendering("window", "128,256,sigmoid"), PictureFormat.PNG)))
                .containsExactly(30, 69, 128, 186);
    }

    @Test
    void without_any_window_the_full_range_is_shown_and_padding_does_not_widen_it() throws IOException {
        DicomObject object = ramp("MONOCHROME2");
        assertThat(row(painted(object, PLAIN, PictureFormat.PNG))).containsExactly(0, 85, 170, 255);
        object.dataset().set(Tag.PIXEL_PADDING_VALUE, Vr.US, "192");
        assertThat(row(painted(object, PLAIN, PictureFormat.PNG))).containsExactly(0, 128, 255, 255);
        assertThat(row(painted(ramp("MONOCHROME1"), PLAIN, PictureFormat.PNG))).containsExactly(255, 170, 85, 0);
    }

    @Test
    void a_region_fills_the_viewport_keeps_its_shape_and_can_be_mirrored() throws IOException {
        DicomObject object = ramp("MONOCHROME2");
        BufferedImage whole = painted(object, rendering("viewport", "100,100"), PictureFormat.PNG);
        assertThat(List.of(whole.getWidth(), whole.getHeight())).containsExactly(100, 50);
        BufferedImage part = painted(object, rendering("viewport", "2,2,2,0,2,2"), PictureFormat.PNG);
        assertThat(row(part)).containsExactly(170, 255);
        BufferedImage mirrored = painted(object, rendering("viewport", "2,2,2,0,-2,2"), PictureFormat.PNG);
        assertThat(row(mirrored)).containsExactly(255, 170);
    }

    @Test
    void what_becomes_smaller_is_averaged() throws IOException {
        BufferedImage one = painted(ramp("MONOCHROME2"), rendering("viewport", "1,1"), PictureFormat.PNG);
        assertThat(row(one).get(0)).isBetween(125, 130);
    }

    @Test
    void a_lower_quality_takes_fewer_bytes() throws IOException {
        DicomObject object = read("cornerstone3D/CTImage.dcm");
        byte[] fine = painter.paint(object, 0, rendering("quality", "95"), PictureFormat.JPEG);
        byte[] coarse = painter.paint(object, 0, rendering("quality", "20"), PictureFormat.JPEG);
        assertThat(coarse.length).isLessThan(fine.length / 2);
        StoredFrame frame = StoredFrame.of(object, 0);
        ModalityTransform modality = ModalityTransform.of(object.dataset(), 0);
        VoiTransform voi = VoiTransform.of(object.dataset(), 0).orElseThrow();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(fine));
        double difference = 0;
        for (int i = 0; i < frame.samples().length(); i++) {
            double exact = 255
                    * voi.applyAsDouble(modality.applyAsDouble(frame.samples().at(i)));
            difference += Math.abs(picture.getRaster().getSample(i % frame.columns(), i / frame.columns(), 0) - exact);
        }
        assertThat(difference / frame.samples().length()).isLessThan(3);
    }

    @Test
    void annotations_are_written_in_the_corners_that_are_theirs() throws IOException {
        DicomObject object = flat(120, 160);
        object.dataset().set(Tag.PATIENT_ID, Vr.LO, "P-0815");
        object.dataset().set(Tag.MODALITY, Vr.CS, "MR");
        BufferedImage patient = painted(object, rendering("annotation", "patient"), PictureFormat.PNG);
        BufferedImage technique = painted(object, rendering("annotation", "technique"), PictureFormat.PNG);
        assertThat(brightRows(patient)).isNotEmpty().allMatch(row -> row < 10);
        assertThat(brightRows(technique)).isNotEmpty().allMatch(row -> row > 110);
        assertThat(brightRows(painted(object, PLAIN, PictureFormat.PNG))).isEmpty();
    }

    private BufferedImage painted(DicomObject object, Rendering rendering, PictureFormat format) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(painter.paint(object, 0, rendering, format)));
    }

    private static DicomObject read(String path) throws IOException {
        return Part10Reader.read(SharedData.data("dicom/" + path));
    }

    private static Rendering rendering(String name, String value) {
        return Rendering.of(Map.of(name, List.of(value)));
    }

    /** Two rows of 0, 64, 128, 192. */
    private static DicomObject ramp(String photometric) {
        return image(2, 4, photometric, new byte[] {0, 64, (byte) 128, (byte) 192, 0, 64, (byte) 128, (byte) 192});
    }

    private static DicomObject flat(int rows, int columns) {
        return image(rows, columns, "MONOCHROME2", new byte[rows * columns]);
    }

    private static DicomObject image(int rows, int columns, String photometric, byte[] pixels) {
        Dataset dataset = new Dataset();
        dataset.set(Tag.ROWS, Vr.US, Integer.toString(rows));
        dataset.set(Tag.COLUMNS, Vr.US, Integer.toString(columns));
        dataset.set(Tag.BITS_ALLOCATED, Vr.US, "8");
        dataset.set(Tag.BITS_STORED, Vr.US, "8");
        dataset.set(Tag.HIGH_BIT, Vr.US, "7");
        dataset.set(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, photometric);
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OB, pixels);
        return new DicomObject(new Dataset(), dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static List<Integer> row(BufferedImage picture) {
        List<Integer> levels = new ArrayList<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            levels.add(picture.getRaster().getSample(x, 0, 0));
        }
        return levels;
    }

    private static double mean(BufferedImage picture, int band) {
        long sum = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                sum += picture.getRaster().getSample(x, y, band);
            }
        }
        return (double) sum / picture.getHeight() / picture.getWidth();
    }

    private static List<Integer> brightRows(BufferedImage picture) {
        List<Integer> rows = new ArrayList<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if (picture.getRaster().getSample(x, y, 0) == 255) {
                    rows.add(y);
                    break;
                }
            }
        }
        return rows;
    }
}
