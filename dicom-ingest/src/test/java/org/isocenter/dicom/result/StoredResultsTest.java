package org.isocenter.dicom.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.study.InstanceRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredResultsTest {
    private static final Path VALIDATOR = Path.of("/usr/bin/dciodvfy");
    private static final List<String> CLASSES = List.of("lesion", "benign spot");
    private static final int ROWS = 3;
    private static final int COLUMNS = 5;

    @TempDir
    Path folder;

    @Test
    void a_binary_segmentation_has_a_bit_for_each_pixel_and_no_frame_that_shows_nothing() {
        SampleStudy study = new SampleStudy(folder);
        List<InstanceRecord> slices = study.slices(3, ROWS, COLUMNS, 2);
        Dataset object =
                written(study, Set.of(ResultForm.SEGMENTATION), masks(slices)).get(0);
        assertThat(object.string(Tag.NUMBER_OF_FRAMES))
                .contains("3"); // the first class on two slices, the second on one
        BitSet bits = BitSet.valueOf(object.bytes(Tag.PIXEL_DATA));
        assertThat(bits.stream().toArray())
                .containsExactly(6, 7, ROWS * COLUMNS + 7, 2 * ROWS * COLUMNS + 14); // frames follow without a gap
        assertThat(items(object, "SegmentSequence").map(item -> text(item, "SegmentLabel")))
                .containsExactly("lesion", "benign spot");
        assertThat(object.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE))
                .extracting(group ->
                        items(group, "PlanePositionSequence").findFirst().orElseThrow())
                .extracting(place -> place.doubles(Tag.IMAGE_POSITION_PATIENT)[2])
                .containsExactly(5.0, 7.0, 9.0);
        assertThat(object.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE))
                .extracting(group -> items(group, "DerivationImageSequence")
                        .flatMap(item -> items(item, "SourceImageSequence"))
                        .map(item ->
                                item.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElseThrow())
                        .toList())
                .containsExactly(List.of("1.2.3.1"), List.of("1.2.3.2"), List.of("1.2.3.3"));
    }

    @Test
    void a_fractional_segmentation_has_a_byte_for_each_probability() {
        SampleStudy study = new SampleStudy(folder);
        List<InstanceRecord> slices = study.slices(1, 1, 4, 2);
        byte[] share = {0, 10, (byte) 200, (byte) 255};
        FrameResult result =
                SampleStudy.drawn(slices.get(0), 0, 1, 4, new byte[] {0, 0, 1, 1}, share, new byte[] {0, 0, 0, 0});
        Dataset object = written(study, Set.of(ResultForm.FRACTIONAL_SEGMENTATION), List.of(result))
                .get(0);
        assertThat(object.bytes(Tag.PIXEL_DATA)).containsExactly(share);
        assertThat(text(object, "SegmentationFractionalType")).isEqualTo("PROBABILITY");
        assertThat(items(object, "SegmentSequence")).hasSize(1);
    }

    @Test
    void a_report_measures_area_axes_and_the_volume_of_a_regular_stack() {
        SampleStudy study = new SampleStudy(folder);
        List<Dataset> objects = written(study, Set.of(ResultForm.REPORT), masks(study.slices(3, ROWS, COLUMNS, 2)));
        assertThat(objects)
                .extracting(object -> object.string(Tag.MODALITY).orElseThrow())
                .containsExactly("SEG", "SR");
        List<String> measured = numbers(objects.get(1)).toList();
        assertThat(measured)
                .contains(
                        "Area 0.25 mm2", // two pixels of 0.5 x 0.25 mm
                        "Long axis 0.70710678 mm",
                        "Volume 0.75 mm3"); // three such pixels over 2 mm
    }

    @Test
    void slices_at_uneven_distances_have_no_volume() {
        SampleStudy study = new SampleStudy(folder);
        List<InstanceRecord> slices = study.slices(4, ROWS, COLUMNS, 2);
        List<FrameResult> results = masks(List.of(slices.get(0), slices.get(1), slices.get(3)));
        Dataset report = written(study, Set.of(ResultForm.REPORT), results).get(1);
        assertThat(numbers(report)).isNotEmpty().noneMatch(line -> line.startsWith("Volume"));
    }

    @Test
    void the_same_job_done_again_writes_the_same_bytes() {
        SampleStudy study = new SampleStudy(folder);
        List<FrameResult> results = masks(study.slices(3, ROWS, COLUMNS, 2));
        Set<ResultForm> forms = Set.of(ResultForm.SEGMENTATION, ResultForm.REPORT);
        assertThat(study.results.write(SampleStudy.AUTHOR, CLASSES, forms, results))
                .isEqualTo(study.results.write(SampleStudy.AUTHOR, CLASSES, forms, results))
                .allSatisfy(record -> assertThat(record.frameIds()).isEmpty());
    }

    @Test
    void a_validator_of_others_finds_no_fault() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(VALIDATOR), "dicom3tools is not installed here");
        SampleStudy study = new SampleStudy(folder);
        Set<ResultForm> all = Set.of(ResultForm.values());
        InstanceRecord picture = study.image("pydicom/test_files/SC_rgb_small_odd.dcm");
        InstanceRecord loop = study.image("dcm4che/US-RGB-8-esopecho");
        InstanceRecord enhanced = study.image("pydicom-data/eCT_Supplemental.dcm");
        check(study, all, masks(study.slices(3, ROWS, COLUMNS, 2)));
        check(study, all, List.of(SampleStudy.drawn(picture, 0, 3, 3, spot(9), share(9), new byte[9])));
        check(
                study,
                all,
                List.of(
                        SampleStudy.drawn(loop, 0, 4, 4, spot(16), share(16), new byte[16]),
                        SampleStudy.drawn(loop, 1, 4, 4, spot(16), share(16), share(16))));
        check(study, all, List.of(SampleStudy.drawn(enhanced, 1, 4, 4, spot(16), share(16), new byte[16])));
        check(study, Set.of(ResultForm.REPORT), List.of(classified(picture, Optional.empty())));
        check(
                study,
                Set.of(ResultForm.REPORT),
                List.of(classified(picture, Optional.of("the image is of a modality that the head never saw"))));
    }

    private void check(SampleStudy study, Set<ResultForm> forms, List<FrameResult> results)
            throws IOException, InterruptedException {
        for (InstanceRecord record : study.results.write(SampleStudy.AUTHOR, CLASSES, forms, results)) {
            Path file = folder.resolve(record.instance() + ".dcm");
            Files.write(file, study.store.part(record.blob(), 0, (int) study.store.size(record.blob())));
            Path said = folder.resolve("said.txt");
            Process process = new ProcessBuilder(VALIDATOR.toString(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.waitFor();
            assertThat(Files.readAllLines(said))
                    .as(record.modality().code())
                    .anyMatch(line -> line.startsWith("Segmentation") || line.startsWith("ComprehensiveSR"))
                    .noneMatch(line -> line.startsWith("Error"));
        }
    }

    /** The first class on the first two slices, the second on the third. */
    private static List<FrameResult> masks(List<InstanceRecord> slices) {
        byte[][] masks = new byte[3][ROWS * COLUMNS];
        masks[0][6] = 1;
        masks[0][7] = 1;
        masks[1][7] = 1;
        masks[2][14] = 2;
        return Stream.of(0, 1, 2)
                .map(i -> SampleStudy.drawn(
                        slices.get(i), 0, ROWS, COLUMNS, masks[i], share(ROWS * COLUMNS), share(ROWS * COLUMNS)))
                .toList();
    }

    private static byte[] spot(int area) {
        byte[] mask = new byte[area];
        mask[area / 2] = 1;
        return mask;
    }

    private static byte[] share(int area) {
        byte[] share = new byte[area];
        Arrays.fill(share, (byte) 100);
        return share;
    }

    private static FrameResult classified(InstanceRecord image, Optional<String> abstention) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        probabilities.put("lesion", 0.25);
        probabilities.put("benign spot", 0.75);
        return new FrameResult(image, 0, probabilities, Optional.empty(), abstention);
    }

    private static List<Dataset> written(SampleStudy study, Set<ResultForm> forms, List<FrameResult> results) {
        return study.results.write(SampleStudy.AUTHOR, CLASSES, forms, results).stream()
                .map(record -> study.open(record).dataset())
                .toList();
    }

    /** Every number of a report with its name and unit. */
    private static Stream<String> numbers(Dataset item) {
        Stream<String> own = items(item, "MeasuredValueSequence").map(value -> "%s %s %s"
                .formatted(
                        meaning(item, "ConceptNameCodeSequence", Tag.CODE_MEANING),
                        text(value, "NumericValue"),
                        meaning(value, "MeasurementUnitsCodeSequence", Tag.CODE_VALUE)));
        return Stream.concat(own, items(item, "ContentSequence").flatMap(StoredResultsTest::numbers));
    }

    private static String meaning(Dataset item, String sequence, int tag) {
        return items(item, sequence)
                .findFirst()
                .flatMap(code -> code.string(tag))
                .orElse("");
    }

    private static Stream<Dataset> items(Dataset item, String keyword) {
        return item.items(Dictionary.tag(keyword).orElseThrow()).stream();
    }

    private static String text(Dataset item, String keyword) {
        return item.string(Dictionary.tag(keyword).orElseThrow()).orElse("");
    }
}
