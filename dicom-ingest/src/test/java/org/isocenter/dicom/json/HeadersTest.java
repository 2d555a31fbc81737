package org.isocenter.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.part10.Reading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public sample file reads to the data set that independent tools read, and can be written again. */
class HeadersTest {
    /** Its pixel data never ends; the tool behind the expected values gave up on it and has nothing at all. */
    private static final Set<String> NOTHING_EXPECTED =
            Set.of("pydicom-data/emri_small_jpeg_2k_lossless_too_short.dcm");

    /** One is implicit VR under an explicit syntax; in the other the last item claims more bytes than there are. */
    private static final Set<String> WRONGLY_LABELLED =
            Set.of("pydicom/test_files/SC_rgb_jpeg.dcm", "pydicom/test_files/dicomdirtests/DICOMDIR-nooffset");

    private static final AtomicInteger BYTE_EQUAL = new AtomicInteger();

    static Stream<GoldenHeader> files() {
        return GoldenHeader.all().stream()
                .filter(golden -> !golden.path().startsWith("malformed"))
                .filter(golden -> !NOTHING_EXPECTED.contains(golden.path()));
    }

    @BeforeAll
    static void noneCounted() {
        BYTE_EQUAL.set(0);
    }

    @AfterAll
    static void most_files_are_canonical() {
        assertThat(BYTE_EQUAL.get()).isGreaterThanOrEqualTo(235);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_reads_to_the_expected_data_set(GoldenHeader golden) throws IOException {
        DicomObject object = reading(golden).object();
        assertThat(JsonDifference.between(golden.meta(), DatasetJson.of(object.meta(), false)))
                .isEmpty();
        assertThat(JsonDifference.between(
                        golden.dataset(),
                        DatasetJson.of(object.dataset(), object.transferSyntax().isBigEndian())))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void what_is_written_again_reads_back_equal(GoldenHeader golden) throws IOException {
        Reading reading = reading(golden);
        DicomObject object = reading.object();
        boolean big = object.transferSyntax().isBigEndian();
        byte[] written = Part10Writer.dataset(object.dataset(), object.transferSyntax());
        Dataset again = Part10Reader.readDataset(ByteBuffer.wrap(written), object.transferSyntax());
        assertThat(DatasetJson.of(again, big).toString())
                .isEqualTo(DatasetJson.of(object.dataset(), big).toString());
        byte[] source = Files.readAllBytes(golden.file());
        boolean equal = Arrays.equals(source, reading.datasetStart(), source.length, written, 0, written.length);
        assertThat(equal || !isCanonical(reading, source) || WRONGLY_LABELLED.contains(golden.path()))
                .isTrue();
        BYTE_EQUAL.addAndGet(equal ? 1 : 0);
    }

    private static Reading reading(GoldenHeader golden) throws IOException {
        return Part10Reader.readAsFar(Files.readAllBytes(golden.file()));
    }

    /** Whole, not compressed as a whole, with defined lengths, even fragments, and no known attribute written as UN. */
    private static boolean isCanonical(Reading reading, byte[] source) {
        DicomObject object = reading.object();
        List<Octets> fragments = object.dataset().fragments(Tag.PIXEL_DATA);
        boolean even = fragments.stream().allMatch(fragment -> fragment.length() % 2 == 0);
        boolean whole = reading.fault().isEmpty() && !object.transferSyntax().isDeflated();
        boolean defined = count(source, "feff0de000000000") == 0
                && count(source, "feffdde000000000") == (fragments.isEmpty() ? 0 : 1);
        return whole && even && defined && !source(source).contains("UN\0\0");
    }

    private static int count(byte[] source, String hex) {
        return source(source).split(Pattern.quote(hex(hex)), -1).length - 1;
    }

    private static String source(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String hex(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
