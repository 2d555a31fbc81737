package org.isocenter.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.TestLabels;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.model.NearDuplicateFigures;
import org.isocenter.platform.model.ReliabilityBin;
import org.isocenter.platform.model.Subgroup;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.Masks;
import org.isocenter.training.metric.PatientBootstrap;
import org.isocenter.training.testing.MemoryBlobs;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;

class HeadEvaluationTest {
    private static final PatientBootstrap BOOTSTRAP = new PatientBootstrap(200, 1);
    private final MemoryBlobs blobs = new MemoryBlobs();

    @Test
    void a_perfect_head_scores_one_and_only_labelled_frames_are_measured() {
        TestSet test = TestSet.of(frames(12), members(12), classes(10));
        HeadReport report = new ClassificationEvaluation(BOOTSTRAP, Circumstances.UNKNOWN)
                .of(
                        frames -> IntStream.range(0, frames.size())
                                .mapToObj(i -> i % 2 == 0 ? new double[] {0.9, 0.1} : new double[] {0.2, 0.8})
                                .toArray(double[][]::new),
                        new HeadName("linear", "imagenet", 8),
                        test,
                        FittedTemperature.none("a test"));
        assertThat(report.metrics().get("auroc").value()).isEqualTo(1);
        assertThat(report.predictions()).hasSize(10);
        assertThat(report.testPatients()).isEqualTo(5);
        assertThat(report.predictions().get(1).truth()).isEqualTo("malignant");
        assertThat(report.predictions().get(2).patient())
                .isEqualTo(members(12).get(2).patient());
        assertThat(report.predictions().get(1).probabilities()).containsEntry("malignant", 0.8);
    }

    @Test
    void dice_is_measured_per_frame_against_the_stored_mask() {
        byte[] half = {1, 1, 0, 0};
        BlobKey key = blobs.put(Masks.png(half, 2, 2));
        LabelScheme scheme = scheme(LabelKind.SEGMENTATION, List.of("lesion"));
        Map<FrameId, Label> labels = new HashMap<>();
        members(2).forEach(m -> labels.put(m.frame(), new Label(m.frame(), List.of("lesion"), Optional.of(key))));
        TestSet test = TestSet.of(frames(2), members(2), new TestLabels(UUID.randomUUID(), scheme, labels));
        HeadReport report = new SegmentationEvaluation(BOOTSTRAP, new Masks(blobs), Circumstances.UNKNOWN)
                .of(frames -> List.of(half, new byte[] {1, 1, 1, 1}), new HeadName("decoder", "random", 2), test);
        assertThat(report.predictions().get(0).score()).isEqualTo(1);
        assertThat(report.predictions().get(1).score()).isEqualTo(2.0 / 3);
        assertThat(report.metrics().get("dice").value()).isEqualTo((1 + 2.0 / 3) / 2);
        assertThat(new Masks(blobs).read(blobs.put(report.predictions().get(0).maskPng()), 2, 2))
                .containsExactly(half);
    }

    @Test
    void every_figure_of_masks_has_its_region_and_what_is_left_out_is_said() {
        TestSet test = masks(2, new byte[] {1, 1, 0, 0});
        HeadReport report = new SegmentationEvaluation(BOOTSTRAP, new Masks(blobs), Circumstances.UNKNOWN)
                .of(
                        frames -> List.of(new byte[] {1, 1, 0, 0}, new byte[4]),
                        new HeadName("decoder", "random", 2),
                        test);
        assertThat(report.metrics()).containsOnlyKeys("dice", "iou", "lesionSensitivity", "falsePositivesPerImage");
        assertThat(report.metrics().get("lesionSensitivity").value()).isEqualTo(0.5);
        assertThat(report.evidence().perClass().get("lesion")).isEqualTo(report.metrics());
        assertThat(report.evidence().notes())
                .singleElement()
                .asString()
                .contains("2 of 2 images state no pixel spacing");
    }

    @Test
    void a_small_group_and_what_a_profile_removed_are_shown_as_such() {
        List<CohortMember> members = members(60);
        Map<FrameId, String> sex = new HashMap<>();
        Map<FrameId, String> site = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            sex.put(members.get(i).frame(), i < 12 ? "F" : "M");
            site.put(members.get(i).frame(), "removed by profile");
        }
        Set<FrameId> near = Set.of(members.get(0).frame(), members.get(3).frame());
        HeadReport report = new ClassificationEvaluation(
                        BOOTSTRAP, new Circumstances(Map.of("site", site, "sex", sex), Optional.of(near)))
                .of(
                        frames -> alternating(frames.size()),
                        new HeadName("linear", "imagenet", 8),
                        TestSet.of(frames(60), members, classes(60)),
                        FittedTemperature.none("a test"));
        List<Subgroup> rows = report.evidence().subgroups();
        assertThat(rows).extracting(Subgroup::value).containsExactly("F", "M", "removed by profile");
        assertThat(rows).extracting(Subgroup::patients).containsExactly(6, 24, 30);
        assertThat(rows.get(0).warning().orElseThrow()).startsWith("6 patients are too few");
        assertThat(rows.get(1).warning()).isEmpty();
        assertThat(rows.get(1).metrics().get("auroc").value()).isEqualTo(1);
        NearDuplicateFigures without = report.evidence().withoutNearDuplicates().orElseThrow();
        assertThat(without.nearDuplicates()).isEqualTo(2);
        assertThat(without.testFrames()).isEqualTo(58);
        assertThat(without.metrics()).containsKeys("auroc", "accuracy");
    }

    @Test
    void a_temperature_from_training_patients_calibrates_and_changes_no_other_figure() {
        TestSet test = TestSet.of(frames(60), members(60), classes(60));
        ClassificationEvaluation evaluation = new ClassificationEvaluation(BOOTSTRAP, Circumstances.UNKNOWN);
        HeadName name = new HeadName("linear", "imagenet", 8);
        HeadReport plain =
                evaluation.of(frames -> alternating(frames.size()), name, test, FittedTemperature.none("a test"));
        HeadReport calibrated = evaluation.of(
                frames -> alternating(frames.size()),
                name,
                test,
                new FittedTemperature(Optional.of(0.4), 40, "a test"));
        assertThat(calibrated.metrics()).isEqualTo(plain.metrics());
        Calibration calibration = calibrated.evidence().calibration().orElseThrow();
        assertThat(calibration.calibrated().get("brier").value())
                .isLessThan(plain.metrics().get("brier").value());
        assertThat(calibration.bins()).extracting(ReliabilityBin::samples).containsExactly(30L, 30L);
        assertThat(plain.evidence().calibration().orElseThrow().calibrated()).isEmpty();
    }

    @Test
    void several_findings_are_measured_each_where_it_is_known() {
        List<CohortMember> members = members(6);
        LabelScheme scheme = scheme(LabelKind.MULTI_LABEL, List.of("effusion", "nodule"));
        Map<FrameId, Label> labels = new HashMap<>();
        List<List<String>> words = List.of(
                List.of("effusion"),
                List.of(),
                List.of("effusion", "nodule"),
                List.of("?nodule"),
                List.of("nodule"),
                List.of("effusion", "?nodule"));
        for (int i = 0; i < 6; i++) {
            labels.put(members.get(i).frame(), new Label(members.get(i).frame(), words.get(i), Optional.empty()));
        }
        double[][] p = {{0.9, 0.2}, {0.1, 0.3}, {0.8, 0.9}, {0.2, 0.99}, {0.3, 0.8}, {0.7, 0.99}};
        HeadReport report = new ClassificationEvaluation(BOOTSTRAP, Circumstances.UNKNOWN)
                .of(
                        frames -> p,
                        new HeadName("linear", "imagenet", 8),
                        TestSet.of(frames(6), members, new TestLabels(UUID.randomUUID(), scheme, labels)),
                        FittedTemperature.none("a test"));
        assertThat(report.metrics().get("auroc").value()).isEqualTo(1);
        assertThat(report.evidence().perClass().get("nodule").get("accuracy").value())
                .isEqualTo(1);
        assertThat(report.predictions().get(1).truth()).isEmpty();
        assertThat(report.predictions().get(3).score()).isEqualTo(0.8);
    }

    @Test
    void two_heads_are_compared_on_the_same_draws() {
        TestSet test = TestSet.of(frames(60), members(60), classes(60));
        ClassificationEvaluation evaluation = new ClassificationEvaluation(BOOTSTRAP, Circumstances.UNKNOWN);
        HeadName name = new HeadName("linear", "imagenet", 8);
        FittedTemperature none = FittedTemperature.none("a test");
        HeadReport good = evaluation.of(frames -> alternating(frames.size()), name, test, none);
        HeadReport poor = evaluation.of(
                frames -> IntStream.range(0, frames.size())
                        .mapToObj(i -> i % 3 == 0 ? new double[] {0.6, 0.4} : new double[] {0.3, 0.7})
                        .toArray(double[][]::new),
                name,
                test,
                none);
        HeadComparison comparison = HeadComparison.of(good, poor, BOOTSTRAP);
        MetricValue difference = comparison.differences().get("accuracy");
        assertThat(difference.value())
                .isEqualTo(good.metrics().get("accuracy").value()
                        - poor.metrics().get("accuracy").value());
        assertThat(difference.low()).isPositive();
        assertThat(comparison.deLong().get("benign")).isLessThan(0.01);
        HeadComparison.Decided decided = comparison.decisions().orElseThrow();
        assertThat(decided.secondOnly()).isZero();
        assertThat(decided.how()).contains("by patient");
        HeadComparison same = HeadComparison.of(good, good, BOOTSTRAP);
        assertThat(same.differences().get("auroc")).isEqualTo(new MetricValue(0, 0, 0));
        assertThat(same.decisions().orElseThrow().p()).isEqualTo(1);
        assertThatThrownBy(() -> HeadComparison.of(
                        good,
                        evaluation.of(
                                frames -> alternating(10),
                                name,
                                TestSet.of(frames(10), members(10), classes(10)),
                                none),
                        BOOTSTRAP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_test_side_without_labels_is_refused() {
        assertThatThrownBy(() -> TestSet.of(frames(4), members(4), classes(0)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("no test patient");
    }

    private TestSet masks(int count, byte[] mask) {
        BlobKey key = blobs.put(Masks.png(mask, 2, 2));
        Map<FrameId, Label> labels = new HashMap<>();
        members(count).forEach(m -> labels.put(m.frame(), new Label(m.frame(), List.of("lesion"), Optional.of(key))));
        return new TestSet(
                frames(count),
                members(count),
                new TestLabels(UUID.randomUUID(), scheme(LabelKind.SEGMENTATION, List.of("lesion")), labels));
    }

    /** Right everywhere, and not sure enough. */
    private static double[][] alternating(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0 ? new double[] {0.9, 0.1} : new double[] {0.2, 0.8})
                .toArray(double[][]::new);
    }

    private static FrameSource frames(int count) {
        Frame frame = SampleImages.frame(2, 2, new Pixels.Grey16(new short[4]));
        return new FramesInMemory(
                IntStream.range(0, count).mapToObj(Integer::toString).toList(),
                IntStream.range(0, count).mapToObj(i -> frame).toList());
    }

    private static List<CohortMember> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new CohortMember(
                        new FrameId(new SopInstanceUid("1.2." + (i + 1)), 0),
                        new BlobKey("%064x".formatted(i)),
                        new Pseudonym("P" + i / 2),
                        Partition.TEST))
                .toList();
    }

    private static TestLabels classes(int count) {
        Map<FrameId, Label> labels = new HashMap<>();
        List<CohortMember> members = members(count);
        for (int i = 0; i < count; i++) {
            labels.put(members.get(i).frame(), Label.of(members.get(i).frame(), i % 2 == 0 ? "benign" : "malignant"));
        }
        return new TestLabels(
                UUID.randomUUID(), scheme(LabelKind.CLASSIFICATION, List.of("benign", "malignant")), labels);
    }

    private static LabelScheme scheme(LabelKind kind, List<String> classes) {
        return new LabelScheme(UUID.randomUUID(), new ProjectId(UUID.randomUUID()), "x", kind, classes);
    }
}
