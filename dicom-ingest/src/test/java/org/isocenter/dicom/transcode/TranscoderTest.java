package org.isocenter.dicom.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects keep every stored value in each transfer syntax that they can be brought into. */
class TranscoderTest {
    private static final Set<String> DECODED = Set.of("agree", "disputed-resolved", "lossy");
    /** Larger images go into one syntax each, in turn. */
    private static final long SMALL = 70_000;

    /** What tells kinds of images apart, columns of the table. */
    private static final List<String> KIND = List.of(
            "transfer_syntax", "samples", "bits_allocated", "bits_stored", "signed", "photometric_file", "planar_file");

    private static final String JPEG_XL = "1.2.840.10008.1.2.4.111";

    private static final String CT = "cornerstone3D/CTImage.dcm";
    private static final String COLOUR = "pydicom/test_files/SC_rgb_small_odd.dcm";

    static Stream<String> files() {
        return rows().map(row -> row.get("path"));
    }

    /** The smallest image of each kind. */
    static Stream<String> kinds() {
        Map<List<String>, Map<String, String>> smallest = rows().collect(Collectors.toMap(
                row -> KIND.stream().map(row::get).toList(),
                row -> row,
                BinaryOperator.minBy(Comparator.comparingLong(TranscoderTest::samples)),
                LinkedHashMap::new));
        return smallest.values().stream().map(row -> row.get("path"));
    }

    private static long samples(Map<String, String> row) {
        return Stream.of("rows", "cols", "samples", "n_frames")
                .mapToLong(column -> Long.parseLong(row.get(column)))
                .reduce(1, (a, b) -> a * b);
    }

    private static Stream<Map<String, String>> rows() {
        return GoldenCsv.read(SharedData.golden("dicom/pixels.csv")).stream()
                .filter(row -> DECODED.contains(row.get("status")))
                .filter(row -> !row.get("transfer_syntax").equals(JPEG_XL))
                .filter(row -> !row.get("path").startsWith("malformed"))
                .filter(row -> row.get("frame").equals("0"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_frame_keeps_its_values(String path) throws IOException {
        keepsItsValues(path);
    }

    @ParameterizedTest
    @MethodSource("files")
    @org.junit.jupiter.api.Tag("proof-dicom")
    void every_frame_of_every_file_keeps_its_values(String path) throws IOException {
        keepsItsValues(path);
    }

    private static void keepsItsValues(String path) throws IOException {
        DicomObject object = Part10Reader.read(SharedData.data("dicom").resolve(path));
        int frames = new FrameDecoder().frames(object);
        StoredFrame first = StoredFrame.of(object, 0);
        boolean small = (long) first.samples().length() * frames <= SMALL;
        List<byte[]> values = frames(object, frames);
        SoftAssertions all = new SoftAssertions();
        for (Encoding encoding : small ? List.of(Encoding.values()) : List.of(turn(path))) {
            if (fits(object, first, encoding)) {
                DicomObject there = again(Transcoder.transcode(object, encoding.syntax()));
                all.assertThat(there.transferSyntax()).isEqualTo(encoding.syntax());
                all.assertThat(frames(there, frames))
                        .as(encoding.word())
                        .usingElementComparator(Arrays::compare)
                        .containsExactlyElementsOf(values);
                DicomObject back = again(Transcoder.transcode(there, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
                all.assertThat(StoredFrame.of(back, frames - 1).samples().canonical())
                        .as(encoding.word() + " and back")
                        .isEqualTo(values.get(frames - 1));
            }
        }
        all.assertAll();
    }

    @Test
    void a_header_tells_of_its_new_pixels() throws IOException {
        DicomObject source = object("cornerstone3D/US-YBR_FULL_422-EVRLE.dcm");
        Dataset there = Transcoder.transcode(source, TransferSyntax.of("1.2.840.10008.1.2.4.80"))
                .dataset();
        assertThat(there.string(Tag.PHOTOMETRIC_INTERPRETATION)).contains("YBR_FULL");
        assertThat(there.integer(Tag.PLANAR_CONFIGURATION)).contains(0);
        assertThat(there.fragments(Tag.PIXEL_DATA)).allMatch(frame -> frame.length() % 2 == 0);
        assertThat(source.dataset().string(Tag.PHOTOMETRIC_INTERPRETATION)).contains("YBR_FULL_422");
    }

    @Test
    void near_lossless_is_another_instance_and_says_what_was_lost() throws IOException {
        DicomObject source = object(CT);
        DicomObject near = again(Transcoder.nearLossless(source, 3));
        Dataset dataset = near.dataset();
        assertThat(dataset.string(Tag.SOP_INSTANCE_UID))
                .isEqualTo(near.meta().string(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID))
                .isNotEqualTo(source.dataset().string(Tag.SOP_INSTANCE_UID));
        assertThat(dataset.string(Tag.IMAGE_TYPE)).contains("DERIVED");
        assertThat(dataset.string(Tag.LOSSY_IMAGE_COMPRESSION)).contains("01");
        assertThat(dataset.string(Tag.LOSSY_IMAGE_COMPRESSION_METHOD)).contains("ISO_14495_1");
        assertThat(dataset.doubles(Tag.LOSSY_IMAGE_COMPRESSION_RATIO)[0]).isGreaterThan(2);
        StoredFrame before = StoredFrame.of(source, 0);
        StoredFrame after = StoredFrame.of(near, 0);
        double worst = IntStream.range(0, before.samples().length())
                .mapToDouble(
                        i -> Math.abs(before.samples().at(i) - after.samples().at(i)))
                .max()
                .orElseThrow();
        assertThat(worst).isBetween(1.0, 3.0);
    }

    @Test
    void an_overlay_among_the_pixels_bits_gets_an_element_of_its_own() {
        Dataset dataset = new Dataset();
        dataset.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3");
        dataset.set(Tag.ROWS, Vr.US, "2");
        dataset.set(Tag.COLUMNS, Vr.US, "4");
        dataset.set(Tag.BITS_ALLOCATED, Vr.US, "16");
        dataset.set(Tag.BITS_STORED, Vr.US, "12");
        dataset.set(Tag.HIGH_BIT, Vr.US, "11");
        dataset.set(Tag.PIXEL_REPRESENTATION, Vr.US, "0");
        dataset.set(0x60000100, Vr.US, "16");
        dataset.set(0x60000102, Vr.US, "12");
        byte[] words = new byte[16];
        for (int pixel : new int[] {0, 3, 6}) {
            words[2 * pixel + 1] = 0x10;
        }
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OW, words);
        DicomObject object = new DicomObject(new Dataset(), dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Dataset there =
                Transcoder.transcode(object, TransferSyntax.RLE_LOSSLESS).dataset();
        assertThat(there.bytes(0x60003000)).containsExactly(0b0100_1001, 0);
        assertThat(there.integer(0x60000100)).contains(1);
        assertThat(there.integer(0x60000102)).contains(0);
    }

    @Test
    void what_does_not_fit_is_refused_and_says_why() throws IOException {
        refused(object(CT), "1.2.840.10008.1.2.4.201", "is not written here");
        refused(object(CT), "1.2.840.10008.1.2.4.50", "is not written here");
        refused(object("pydicom/test_files/liver_1frame.dcm"), "1.2.840.10008.1.2.4.80", "samples of 1 bits");
        refused(object("pydicom/test_files/rtdose.dcm"), "1.2.840.10008.1.2.4.90", "samples of 32 bits");
        refused(object("pydicom-data/parametric_map_float.dcm"), "1.2.840.10008.1.2.5", "without pixels");
        refused(object("pydicom/test_files/reportsi.dcm"), "1.2.840.10008.1.2.5", "without pixels");
    }

    @Test
    void an_error_that_leaves_nothing_of_an_image_is_refused() throws IOException {
        DicomObject object = object(CT);
        for (int near : new int[] {-1, 256}) {
            assertThatThrownBy(() -> Transcoder.nearLossless(object, near))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
        }
    }

    @Test
    void an_object_that_has_the_syntax_is_handed_on() throws IOException {
        DicomObject object = object(COLOUR);
        assertThat(Transcoder.transcode(object, object.transferSyntax())).isSameAs(object);
    }

    private static void refused(DicomObject object, String syntax, String why) {
        assertThatThrownBy(() -> Transcoder.transcode(object, TransferSyntax.of(syntax)))
                .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX))
                .hasMessageContaining(why);
    }

    private static boolean fits(DicomObject object, StoredFrame frame, Encoding encoding) {
        boolean depth = !encoding.isCoded() || (frame.bitsStored() >= 2 && frame.bitsStored() <= 16);
        return encoding.isNative() || (depth && object.dataset().contains(Tag.PIXEL_DATA));
    }

    private static Encoding turn(String path) {
        List<Encoding> compressed = Stream.of(Encoding.values())
                .filter(encoding -> !encoding.isNative())
                .toList();
        return compressed.get(Math.floorMod(path.hashCode(), compressed.size()));
    }

    private static List<byte[]> frames(DicomObject object, int frames) {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            values.add(StoredFrame.of(object, i).samples().canonical());
        }
        return values;
    }

    private static DicomObject again(DicomObject object) {
        return Part10Reader.read(Part10Writer.bytes(object));
    }

    private static DicomObject object(String path) throws IOException {
        return Part10Reader.read(SharedData.data("dicom").resolve(path));
    }
}
