package org.isocenter.dicom.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.isocenter.dicom.decode.FrameFigures.Range;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame that other tools agree on has their stored values, colours, measured values and brightness. */
class GoldenPixelsTest {
    private static final Set<String> EXACT = Set.of("agree", "disputed-resolved");
    /** Decoded by the frame's own bytes; what no codec here reads is left out by name. */
    private static final Set<String> SYNTAXES = Set.of(
            "1.2.840.10008.1.2",
            "1.2.840.10008.1.2.1",
            "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.1.99",
            "1.2.840.10008.1.2.4.50",
            "1.2.840.10008.1.2.4.51",
            "1.2.840.10008.1.2.4.53",
            "1.2.840.10008.1.2.4.55",
            "1.2.840.10008.1.2.4.57",
            "1.2.840.10008.1.2.4.70",
            "1.2.840.10008.1.2.4.80",
            "1.2.840.10008.1.2.4.81",
            "1.2.840.10008.1.2.4.90",
            "1.2.840.10008.1.2.4.91",
            "1.2.840.10008.1.2.4.201",
            "1.2.840.10008.1.2.4.203",
            "1.2.840.10008.1.2.5",
            "1.2.840.10008.1.2.8.1");
    /** The golden tool missed the byte order of this palette and saw only black. */
    private static final String MISREAD_PALETTE = "pydicom-data/OBXXXX1A_expb.dcm";

    /** Encapsulated pixels in a native syntax, which two tools put up with. */
    private static final Set<String> QUARANTINED = Set.of("malformed/cat04_pixel_data/TC0323_encap_zero_frag.dcm");

    private static final List<Map<String, String>> ROWS = GoldenCsv.read(SharedData.golden("dicom/pixels.csv"));
    private static final Map<String, List<Map<String, String>>> GRID =
            GoldenCsv.read(SharedData.golden("dicom/lossy_grid.csv")).stream()
                    .collect(Collectors.groupingBy(row -> row.get("path") + " " + row.get("frame")));

    static Stream<String> files() {
        return ROWS.stream()
                .filter(row -> SYNTAXES.contains(row.get("transfer_syntax")))
                .filter(row -> isCertain(row) || row.get("status").equals("lossy"))
                .map(row -> row.get("path"))
                .filter(path -> !QUARANTINED.contains(path))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_frame_is_as_other_tools_decode_it(String path) throws IOException {
        DicomObject object = object(path);
        SoftAssertions all = new SoftAssertions();
        for (Map<String, String> row : ROWS) {
            if (row.get("path").equals(path)) {
                FrameFigures ours = FrameFigures.of(object, Integer.parseInt(row.get("frame")));
                check(row, ours, all);
            }
        }
        all.assertAll();
    }

    static Stream<String> undecodable() {
        return ROWS.stream()
                .filter(row -> SYNTAXES.contains(row.get("transfer_syntax")))
                .filter(row -> row.get("status").equals("undecodable"))
                .map(row -> row.get("path"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("undecodable")
    void what_no_tool_decodes_is_refused(String path) {
        assertThatThrownBy(() -> StoredFrame.of(object(path), 0)).isInstanceOf(PlatformException.class);
    }

    @Test
    void the_golden_table_covers_every_syntax_named_here() {
        assertThat(ROWS).extracting(row -> row.get("transfer_syntax")).containsAll(SYNTAXES);
        assertThat(files().count()).isGreaterThan(200);
    }

    /** A file, read as if it had a preamble where it has none: this is about pixels. */
    private static DicomObject object(String path) throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.data("dicom").resolve(path));
        boolean bare = bytes[0] == 2 && bytes[1] == 0;
        if (!bare) {
            return Part10Reader.read(bytes);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(new byte[128]);
        whole.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(bytes);
        return Part10Reader.read(whole.toByteArray());
    }

    private static void check(Map<String, String> row, FrameFigures ours, SoftAssertions all) {
        String place = "frame " + row.get("frame") + " ";
        if (isCertain(row)) {
            all.assertThat(ours.storedSha256()).as(place + "stored").isEqualTo(row.get("stored_sha256"));
            if (!row.get("path").equals(MISREAD_PALETTE)) {
                all.assertThat(ours.rgbSha256().orElse("")).as(place + "rgb").isEqualTo(row.get("rgb_sha256"));
            }
            same(row, "stored", Optional.of(ours.stored()), all);
            same(row, "modality", ours.modality(), all);
            same(row, "voi", ours.voi(), all);
        } else {
            double tolerance = number(row, "tol_mean_abs");
            all.assertThat(ours.stored().mean())
                    .as(place + "mean")
                    .isCloseTo(number(row, "stored_mean"), within(tolerance));
            for (Map<String, String> cells : GRID.getOrDefault(row.get("path") + " " + row.get("frame"), List.of())) {
                blocks(cells, ours.frame(), tolerance + 0.5, all);
            }
        }
        if (!row.get("photometric_decoded").isEmpty()) {
            all.assertThat(ours.frame().photometric())
                    .as(place + "photometric")
                    .isEqualTo(row.get("photometric_decoded"));
        }
    }

    private static void same(Map<String, String> row, String kind, Optional<Range> ours, SoftAssertions all) {
        figure(row, kind + "_min", ours, Range::min, all);
        figure(row, kind + "_max", ours, Range::max, all);
        figure(row, kind + "_mean", ours, Range::mean, all);
    }

    private static void figure(
            Map<String, String> row,
            String name,
            Optional<Range> ours,
            ToDoubleFunction<Range> part,
            SoftAssertions all) {
        if (row.get(name).isEmpty()) {
            all.assertThat(ours).as(name).isEmpty();
            return;
        }
        double expected = number(row, name);
        // the table has twelve digits
        all.assertThat(part.applyAsDouble(ours.orElseThrow()))
                .as("frame " + row.get("frame") + " " + name)
                .isCloseTo(expected, within(1e-10 * Math.max(1, Math.abs(expected))));
    }

    private static boolean isCertain(Map<String, String> row) {
        // an object in big-endian whose little-endian twin settles the dispute
        return EXACT.contains(row.get("status")) || row.get("path").startsWith("pydicom/test_files/rtdose_expb");
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(row.get(name));
    }

    /** Means of 4 x 4 blocks, sample after sample; the first blocks of a side take what does not divide. */
    private static void blocks(Map<String, String> cells, StoredFrame frame, double tolerance, SoftAssertions all) {
        String[] expected = cells.get("grid4x4_block_means").split(";", -1);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].isEmpty()) {
                continue; // an image of three columns has no fourth block
            }
            double mean = blockMean(frame, i / 16, i % 16 / 4, i % 4);
            all.assertThat(mean)
                    .as("frame %s block %d", cells.get("frame"), i)
                    .isCloseTo(Double.parseDouble(expected[i]), within(tolerance));
        }
    }

    private static double blockMean(StoredFrame frame, int sample, int down, int across) {
        double sum = 0;
        long count = 0;
        for (int row = border(frame.rows(), down); row < border(frame.rows(), down + 1); row++) {
            for (int column = border(frame.columns(), across); column < border(frame.columns(), across + 1); column++) {
                sum += frame.samples().at((row * frame.columns() + column) * frame.samplesPerPixel() + sample);
                count++;
            }
        }
        return sum / count;
    }

    private static int border(int length, int part) {
        return length / 4 * part + Math.min(part, length % 4);
    }
}
