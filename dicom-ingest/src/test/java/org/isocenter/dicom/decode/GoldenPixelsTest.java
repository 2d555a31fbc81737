package org.isocenter.dicom.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Every native and RLE frame equals the stored values, and the colours, that several tools agree on. */
class GoldenPixelsTest {
    private static final Set<String> OURS = Set.of(
            "1.2.840.10008.1.2",
            "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.5");
    private static final Set<String> KNOWN_TYPES = Set.of("u1", "<u2", "<i2");

    @Test
    void stored_values_and_colours_equal_the_golden_ones() throws IOException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Map<String, String> row : rows()) {
            boolean certain = Set.of("agree", "disputed-resolved").contains(row.get("status"));
            if (OURS.contains(row.get("transfer_syntax"))
                    && certain
                    && !row.get("path").startsWith("malformed")
                    && KNOWN_TYPES.contains(row.get("dtype"))) {
                checked++;
                fault(row).ifPresent(wrong::add);
            }
        }
        assertThat(wrong).as(wrong.size() + " of " + checked).isEmpty();
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void jpeg_baseline_stays_within_the_tolerance_of_its_mean() throws IOException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Map<String, String> row : rows()) {
            if (row.get("transfer_syntax").equals("1.2.840.10008.1.2.4.50")
                    && row.get("status").equals("lossy")
                    && !row.get("path").startsWith("malformed")) {
                checked++;
                int[] values = stored(row);
                double mean = Arrays.stream(values).average().orElseThrow();
                double apart = Math.abs(mean - Double.parseDouble(row.get("stored_mean")));
                if (apart > Double.parseDouble(row.get("tol_mean_abs"))) {
                    wrong.add(row.get("path") + " " + apart);
                }
            }
        }
        assertThat(wrong).as(wrong.size() + " of " + checked).isEmpty();
        assertThat(checked).isGreaterThan(5);
    }

    private static Optional<String> fault(Map<String, String> row) throws IOException {
        try {
            DicomObject object = object(row);
            PixelLayout layout = PixelLayout.of(object.dataset());
            int number = Integer.parseInt(row.get("frame"));
            String hash = sha256(
                    StoredValues.of(object, layout, number), row.get("dtype").equals("u1") ? 1 : 2);
            if (!hash.equals(row.get("stored_sha256"))) {
                return Optional.of(row.get("path") + " frame " + number + " stored values differ");
            }
            Frame frame = new FrameDecoder().decode(object, number);
            // the golden tool missed the byte order of one palette and saw only black
            boolean eight = layout.stored() <= 8 && !"0;0;0".equals(row.get("rgb_means"));
            if (frame.pixels() instanceof Pixels.Rgb8 rgb
                    && eight
                    && !row.get("rgb_sha256").isEmpty()) {
                return digest(rgb.values()).equals(row.get("rgb_sha256"))
                        ? Optional.empty()
                        : Optional.of(row.get("path") + " colours differ");
            }
            return Optional.empty();
        } catch (PlatformException e) {
            return Optional.of(row.get("path") + " " + e.getMessage());
        }
    }

    private static int[] stored(Map<String, String> row) throws IOException {
        DicomObject object = object(row);
        return StoredValues.of(object, PixelLayout.of(object.dataset()), Integer.parseInt(row.get("frame")));
    }

    private static DicomObject object(Map<String, String> row) throws IOException {
        return Part10Reader.read(SharedData.data("dicom").resolve(row.get("path")));
    }

    private static List<Map<String, String>> rows() {
        return GoldenCsv.read(SharedData.golden("dicom/pixels.csv"));
    }

    private static String sha256(int[] values, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(values.length * width);
        for (int value : values) {
            out.write(value);
            if (width == 2) {
                out.write(value >> 8);
            }
        }
        return digest(out.toByteArray());
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
