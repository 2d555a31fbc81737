package org.isocenter.dicom.burnedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.decode.StoredFrame;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelCleanerTest {
    private static final String BURNED = "deid/input/burn-%s.dcm";
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
    private static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";
    private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";

    private final PixelCleaner cleaner = new PixelCleaner(PixelRules.standard());

    @ParameterizedTest
    @ValueSource(strings = {"us-rgb", "us-ybr-rle", "sc-mono2", "cr-mono1", "palette", "cine"})
    void planted_rectangles_become_background_and_every_other_stored_value_stays(String name) {
        DicomObject before = planted(name);
        DicomObject after = cleaner.clean(before);
        assertThat(after.transferSyntax()).isEqualTo(before.transferSyntax());
        compare(before, after, rectangles("burn-" + name + ".dcm"));
        assertThatCode(() -> cleaner.check(without(after, Tag.BURNED_IN_ANNOTATION)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {RLE, JPEG_LS, JPEG_LOSSLESS, BIG_ENDIAN})
    void the_syntax_stays_where_it_can_be_written_without_loss(String syntax) {
        DicomObject before = Transcoder.transcode(planted("cr-mono1"), TransferSyntax.of(syntax));
        DicomObject after = cleaner.clean(before);
        assertThat(after.transferSyntax().uid()).isEqualTo(syntax);
        compare(before, after, rectangles("burn-cr-mono1.dcm"));
    }

    @Test
    void lossy_jpeg_is_decoded_and_stays_so() {
        DicomObject before = sample("pydicom/test_files/examples_jpeg2k.dcm");
        DicomObject after = cleaner.clean(before);
        List<Area> areas = new TextDetector().find(new FrameDecoder().decode(before, 0));
        assertThat(areas).hasSizeGreaterThan(10);
        int[] old = values(before, 0);
        int[] fresh = values(after, 0);
        int columns = before.dataset().integer(Tag.COLUMNS).orElseThrow();
        for (int i = 0; i < old.length; i++) {
            Area pixel = new Area(i / 3 % columns, i / 3 / columns, i / 3 % columns + 1, i / 3 / columns + 1);
            if (areas.stream().noneMatch(pixel::overlaps)) {
                assertThat(fresh[i]).isEqualTo(old[i]);
            }
        }
        assertThat(new TextDetector().find(new FrameDecoder().decode(after, 0))).isEmpty();
    }

    @Test
    void planar_colours_are_blanked_plane_by_plane() {
        DicomObject rgb = planted("us-rgb");
        Dataset planar = rgb.dataset().copy();
        byte[] pixels = planar.bytes(Tag.PIXEL_DATA);
        byte[] planes = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            planes[i % 3 * (pixels.length / 3) + i / 3] = pixels[i];
        }
        planar.setBytes(Tag.PIXEL_DATA, Vr.OB, planes);
        planar.set(Tag.PLANAR_CONFIGURATION, Vr.US, "1");
        DicomObject before = new DicomObject(rgb.meta(), planar, rgb.transferSyntax());
        compare(before, cleaner.clean(before), rectangles("burn-us-rgb.dcm"));
    }

    @Test
    void text_that_one_frame_hides_is_blanked_there_too() {
        DicomObject rle = Transcoder.transcode(planted("us-ybr-rle"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Dataset dataset = rle.dataset().copy();
        byte[] pixels = dataset.bytes(Tag.PIXEL_DATA).clone();
        int frame = pixels.length / 3;
        for (int y = 0; y < 14; y++) {
            for (int x = 0; x < 128; x++) { // something nearly as bright behind the name of the second frame
                int luma = frame + 3 * (y * 128 + x);
                pixels[luma] = (byte) ((pixels[luma] & 0xff) > 200 ? pixels[luma] : 170 + (x * 7 + y * 13) % 45);
            }
        }
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OB, pixels);
        DicomObject before = new DicomObject(rle.meta(), dataset, rle.transferSyntax());
        int[] after = values(cleaner.clean(before), 1);
        Area name = rectangles("burn-us-ybr-rle.dcm").get(1).get(0);
        Set<Integer> within = new HashSet<>();
        for (int y = name.y0(); y < name.y1(); y++) {
            for (int x = name.x0(); x < name.x1(); x++) {
                within.add(after[3 * (y * 128 + x)]);
            }
        }
        assertThat(within).hasSize(1);
    }

    @Test
    void an_object_without_text_is_left_as_it_is() {
        DicomObject none = planted("none");
        assertThat(cleaner.clean(none)).isSameAs(none);
        assertThatCode(() -> cleaner.check(none)).doesNotThrowAnyException();
    }

    @Test
    void a_header_that_speaks_of_text_which_nobody_finds_holds_the_object() {
        DicomObject none = with(planted("none"), Tag.BURNED_IN_ANNOTATION, "YES");
        assertThatThrownBy(() -> cleaner.check(none)).satisfies(PixelCleanerTest::isHeld);
        assertThatThrownBy(() -> cleaner.clean(none)).satisfies(PixelCleanerTest::isHeld);
    }

    @Test
    void a_reviewer_who_finds_no_text_lets_the_object_pass_unchanged() {
        DicomObject said = with(planted("none"), Tag.BURNED_IN_ANNOTATION, "YES");
        assertThat(cleaner.clean(said, new PixelReview(List.of()))).isSameAs(said);
    }

    @Test
    void a_reviewers_rectangles_are_blanked_in_the_frames_they_name() {
        DicomObject cine = planted("cine");
        Area all = new Area(0, 60, 30, 66);
        Area one = new Area(100, 0, 128, 9);
        DicomObject after = cleaner.clean(
                cine,
                new PixelReview(List.of(
                        new PixelReview.Mark(Optional.empty(), all), new PixelReview.Mark(Optional.of(1), one))));
        Map<Integer, List<Area>> blanked = new TreeMap<>();
        for (int frame = 0; frame < new FrameDecoder().frames(cine); frame++) {
            blanked.put(frame, frame == 1 ? List.of(all, one) : List.of(all));
        }
        compare(cine, after, blanked);
    }

    @Test
    void outside_of_the_regions_of_an_ultrasound_picture_nothing_stays() {
        DicomObject none = planted("none");
        Dataset dataset = none.dataset().copy();
        dataset.setItems(0x00186011, List.of(region(20, 10, 60, 70), region(50, 40, 110, 60)));
        DicomObject after = cleaner.clean(new DicomObject(none.meta(), dataset, none.transferSyntax()));
        compare(
                none,
                after,
                Map.of(
                        0,
                        List.of(
                                new Area(0, 0, 128, 10),
                                new Area(0, 10, 20, 72),
                                new Area(61, 10, 128, 40),
                                new Area(111, 40, 128, 61),
                                new Area(61, 61, 128, 72),
                                new Area(0, 71, 128, 72))));
    }

    private static Dataset region(int x0, int y0, int x1, int y1) {
        Dataset region = new Dataset();
        region.set(0x00186018, Vr.UL, String.valueOf(x0));
        region.set(0x0018601A, Vr.UL, String.valueOf(y0));
        region.set(0x0018601C, Vr.UL, String.valueOf(x1));
        region.set(0x0018601E, Vr.UL, String.valueOf(y1));
        return region;
    }

    private static void isHeld(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.BURNED_IN_TEXT));
    }

    /** Within rectangles of a frame one value, elsewhere the same. */
    private static void compare(DicomObject before, DicomObject after, Map<Integer, List<Area>> rectangles) {
        int columns = before.dataset().integer(Tag.COLUMNS).orElseThrow();
        for (int frame = 0; frame < new FrameDecoder().frames(before); frame++) {
            List<Area> areas = rectangles.getOrDefault(frame, List.of());
            int[] old = values(before, frame);
            int[] fresh = values(after, frame);
            int samples = StoredFrame.of(before, frame).samplesPerPixel();
            Set<String> background = new HashSet<>();
            for (int i = 0; i < old.length; i += samples) {
                int x = i / samples % columns;
                int y = i / samples / columns;
                Area pixel = new Area(x, y, x + 1, y + 1);
                int[] value = Arrays.copyOfRange(fresh, i, i + samples);
                if (areas.stream().anyMatch(pixel::overlaps)) {
                    background.add(Arrays.toString(value));
                } else {
                    assertThat(value)
                            .as("frame %d, %d, %d".formatted(frame, x, y))
                            .isEqualTo(Arrays.copyOfRange(old, i, i + samples));
                }
            }
            assertThat(background).hasSize(areas.isEmpty() ? 0 : 1);
        }
    }

    private static int[] values(DicomObject object, int frame) {
        var samples = StoredFrame.of(object, frame).samples();
        int[] values = new int[samples.length()];
        Arrays.setAll(values, i -> (int) samples.at(i));
        return values;
    }

    private static Map<Integer, List<Area>> rectangles(String file) {
        Map<Integer, List<Area>> rectangles = new TreeMap<>();
        for (Map<String, String> row : GoldenCsv.read(SharedData.golden("deid/burned-in.csv"))) {
            if (row.get("file").equals(file)) {
                int[] sides = List.of("frame", "x0", "y0", "x1", "y1").stream()
                        .mapToInt(side -> Integer.parseInt(row.get(side)))
                        .toArray();
                rectangles
                        .computeIfAbsent(sides[0], key -> new ArrayList<>())
                        .add(new Area(sides[1], sides[2], sides[3], sides[4]));
            }
        }
        return rectangles;
    }

    private static DicomObject planted(String name) {
        return SampleFrames.object(SharedData.golden(BURNED.formatted(name)));
    }

    private static DicomObject sample(String name) {
        return SampleFrames.object(SharedData.data("dicom").resolve(Path.of(name)));
    }

    private static DicomObject with(DicomObject object, int tag, String value) {
        Dataset dataset = object.dataset().copy();
        dataset.set(tag, Dictionary.vr(tag), value);
        return new DicomObject(object.meta(), dataset, object.transferSyntax());
    }

    private static DicomObject without(DicomObject object, int tag) {
        Dataset dataset = object.dataset().copy();
        dataset.remove(tag);
        return new DicomObject(object.meta(), dataset, object.transferSyntax());
    }
}
