package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.Masks;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;

class FewLabelledFramesTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final BlobKey KEY = new BlobKey("%064x".formatted(77));
    private final List<CohortMember> members = IntStream.range(0, 40)
            .mapToObj(i -> new CohortMember(
                    new FrameId(new SopInstanceUid("1.2." + (i + 1)), 0),
                    new BlobKey("%064x".formatted(i)),
                    new Pseudonym("P" + i / 2),
                    i % 4 < 2 ? Partition.TRAIN : i % 4 == 2 ? Partition.VAL : Partition.TEST))
            .toList();

    @Test
    void labels_come_from_training_members_alone_and_point_at_their_own_frames() {
        LabelledClasses set = few(1).classes(new LabelBudget.PerClass(3), 7);
        assertThat(set.frames().size()).isEqualTo(20);
        assertThat(set.turns()).hasSize(6);
        for (int i = 0; i < 6; i++) {
            int number = Integer.parseInt(set.frames().id(set.places()[i]));
            assertThat(members.get(number).partition()).isEqualTo(Partition.TRAIN);
            assertThat(set.turns()[i]).isEqualTo(number % 2);
            assertThat(set.patients().get(i)).isEqualTo("P" + number / 2);
        }
    }

    @Test
    void a_draw_is_described_by_its_counts_and_its_frames_and_smaller_draws_lie_in_larger_ones() {
        Map<String, Object> three = few(1).described(new LabelBudget.PerClass(3), 7);
        Map<String, Object> five = few(1).described(new LabelBudget.PerClass(5), 7);
        assertThat(three).containsEntry("perClass", Map.of("a", 3, "b", 3)).containsEntry("seed", 7L);
        assertThat(frames(five)).hasSize(10).containsAll(frames(three));
        assertThat(three.get("sha256")).isNotEqualTo(five.get("sha256"));
        assertThat(few(1).described(new LabelBudget.PerClass(3), 7)).isEqualTo(three);
        assertThat(few(1).described(new LabelBudget.All(), 7))
                .as("all that have a label need no list")
                .doesNotContainKey("frames");
    }

    private static List<String> frames(Map<String, Object> described) {
        return ((List<?>) described.get("frames"))
                .stream().map(Object::toString).toList();
    }

    @Test
    void a_test_patient_who_is_planted_among_the_training_members_is_refused() {
        List<CohortMember> planted = new ArrayList<>(members);
        CohortMember test = members.get(3);
        planted.set(
                0, new CohortMember(members.get(0).frame(), members.get(0).blob(), test.patient(), Partition.TRAIN));
        assertThatThrownBy(() -> few(version(planted), LabelKind.CLASSIFICATION, Map.of()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SPLIT_CROSSES_PATIENT))
                .hasMessageContaining("came 1 of 11")
                .hasMessageContaining("freeze the next cohort version");
    }

    @Test
    void images_without_a_label_are_learnt_from_unless_their_patient_is_held_back() {
        List<CohortMember> more = new ArrayList<>(members);
        more.set(4, with(members.get(4), new Pseudonym("new")));
        more.set(5, with(members.get(5), members.get(7).patient()));
        FrameSource training =
                few(version(more), LabelKind.CLASSIFICATION, Map.of()).training();
        List<String> names =
                IntStream.range(0, training.size()).mapToObj(training::id).toList();
        assertThat(names).hasSize(19).endsWith("37", "4").doesNotContain("5", "7");
    }

    private static CohortMember with(CohortMember member, Pseudonym patient) {
        return new CohortMember(member.frame(), member.blob(), patient, Partition.UNLABELLED);
    }

    @Test
    void a_test_image_that_a_subset_names_is_refused_even_with_its_label_at_hand() {
        Map<FrameId, Label> all = new HashMap<>();
        members.forEach(member -> all.put(member.frame(), Label.of(member.frame(), "a")));
        FewLabelledFrames few = few(LabelKind.CLASSIFICATION, all);
        LabelBudget planted = new LabelBudget.Given(
                Set.of(members.get(0).frame(), members.get(3).frame()));
        assertThatThrownBy(() -> few.classes(planted, 7))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("1 of the 2 frames of the subset have no training label");
    }

    @Test
    void a_class_without_a_label_and_a_column_that_never_changes_are_refused_with_what_to_do() {
        Map<FrameId, Label> constant = new HashMap<>();
        members.forEach(member -> constant.put(member.frame(), Label.of(member.frame(), "a")));
        for (LabelKind kind : List.of(LabelKind.CLASSIFICATION, LabelKind.ORDINAL)) {
            assertThatThrownBy(() -> few(kind, constant).classes(new LabelBudget.All(), 7))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_FEW_LABELS))
                    .hasMessageContaining("of class b, came none among 20")
                    .hasMessageContaining("label some, or make a scheme without it");
        }
        assertThatThrownBy(() -> few(LabelKind.MULTI_LABEL, constant).classes(new LabelBudget.All(), 7))
                .hasMessageContaining("without the finding a, came none");
        assertThatThrownBy(() -> few(LabelKind.CLASSIFICATION, Map.of()).classes(new LabelBudget.PerClass(5), 7))
                .isInstanceOf(PlatformException.class);
    }

    @Test
    void masks_come_with_their_own_frames_in_the_frames_size() {
        LabelledMasks set = masks(Optional.of(KEY)).masks(new LabelBudget.Total(3), 7, new Masks(new OneMask()));
        assertThat(set.frames().size()).isEqualTo(3);
        assertThat(set.classes()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            int number = Integer.parseInt(set.frames().id(i));
            assertThat(members.get(number).partition()).isEqualTo(Partition.TRAIN);
            assertThat(set.masks().mask(i, 2, 4)).containsExactly(2, 2, 0, 0, 2, 2, 0, 0);
        }
    }

    @Test
    void a_label_without_its_mask_is_refused() {
        Masks stored = new Masks(new OneMask());
        assertThatThrownBy(() -> masks(Optional.empty()).masks(new LabelBudget.Total(3), 7, stored))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("has no mask");
    }

    private FewLabelledFrames masks(Optional<BlobKey> mask) {
        Map<FrameId, Label> labels = new HashMap<>();
        members.forEach(member -> labels.put(member.frame(), new Label(member.frame(), List.of("a"), mask)));
        return few(LabelKind.SEGMENTATION, labels);
    }

    @Test
    void several_classes_on_one_image_are_refused_for_a_single_class_head() {
        assertThatThrownBy(() -> few(2).classes(new LabelBudget.All(), 7))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("exactly one class");
    }

    private FewLabelledFrames few(int classesPerLabel) {
        List<String> classes = List.of("a", "b");
        Map<FrameId, Label> labels = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).partition() != Partition.TEST) {
                FrameId frame = members.get(i).frame();
                List<String> given = classesPerLabel == 1 ? List.of(classes.get(i % 2)) : classes;
                labels.put(frame, new Label(frame, given, Optional.empty()));
            }
        }
        return few(LabelKind.CLASSIFICATION, labels);
    }

    private FewLabelledFrames few(LabelKind kind, Map<FrameId, Label> labels) {
        return few(version(members), kind, labels);
    }

    private static FewLabelledFrames few(CohortVersion version, LabelKind kind, Map<FrameId, Label> labels) {
        LabelScheme scheme = new LabelScheme(UUID.randomUUID(), PROJECT, "s", kind, List.of("a", "b"));
        Frame frame = SampleImages.frame(1, 1, new Pixels.Grey16(new short[1]));
        return new FewLabelledFrames(
                version,
                new FramesInMemory(
                        IntStream.range(0, 40).mapToObj(Integer::toString).toList(),
                        IntStream.range(0, 40).mapToObj(i -> frame).toList()),
                new TrainingLabels(UUID.randomUUID(), scheme, labels));
    }

    /** A store of one mask, its left half of the second class. */
    private static final class OneMask implements BlobStore {
        @Override
        public InputStream open(BlobKey key) {
            return new ByteArrayInputStream(Masks.png(new byte[] {2, 0}, 1, 2));
        }

        @Override
        public BlobKey put(Content content) {
            throw new UnsupportedOperationException("not needed here");
        }

        @Override
        public long size(BlobKey key) {
            throw new UnsupportedOperationException("not needed here");
        }

        @Override
        public boolean contains(BlobKey key) {
            return key.equals(KEY);
        }

        @Override
        public void delete(BlobKey key) {
            throw new UnsupportedOperationException("not needed here");
        }
    }

    private static CohortVersion version(List<CohortMember> members) {
        Cohort cohort = new Cohort(UUID.randomUUID(), PROJECT, "c", CohortQuery.EVERYTHING);
        return new CohortVersion(UUID.randomUUID(), cohort, 1, "0".repeat(64), 1, members, Instant.EPOCH, 0);
    }
}
