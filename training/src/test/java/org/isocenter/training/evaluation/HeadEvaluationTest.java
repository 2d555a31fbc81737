package org.isocenter.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        HeadReport report = new ClassificationEvaluation(BOOTSTRAP)
                .of(
                        frames -> IntStream.range(0, frames.size())
                                .mapToObj(i -> i % 2 == 0 ? new double[] {0.9, 0.1} : new double[] {0.2, 0.8})
                                .toArray(double[][]::new),
                        new HeadName("linear", "imagenet", 8),
                        test);
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
        HeadReport report = new SegmentationEvaluation(BOOTSTRAP, new Masks(blobs))
                .of(frames -> List.of(half, new byte[] {1, 1, 1, 1}), new HeadName("decoder", "random", 2), test);
        assertThat(report.predictions().get(0).score()).isEqualTo(1);
        assertThat(report.predictions().get(1).score()).isEqualTo(2.0 / 3);
        assertThat(report.metrics().get("dice").value()).isEqualTo((1 + 2.0 / 3) / 2);
        assertThat(new Masks(blobs).read(blobs.put(report.predictions().get(0).maskPng()), 2, 2))
                .containsExactly(half);
    }

    @Test
    void a_test_side_without_labels_is_refused() {
        assertThatThrownBy(() -> TestSet.of(frames(4), members(4), classes(0)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("no test patient");
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
