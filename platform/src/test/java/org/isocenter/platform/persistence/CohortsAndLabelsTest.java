package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.cohort.Split;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.curation.Decision;
import org.isocenter.platform.curation.Flag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.LabelSource;
import org.isocenter.platform.label.TestLabelSets;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.NearDuplicateFigures;
import org.isocenter.platform.model.ReliabilityBin;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.model.Subgroup;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.security.Role;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class CohortsAndLabelsTest {
    @Inject
    StudyIndex index;

    @Inject
    Cohorts cohorts;

    @Inject
    LabelSets labelSets;

    @Inject
    TestLabelSets testLabelSets;

    @Inject
    CurrentActor actor;

    @Inject
    Curation curation;

    @Inject
    ModelRegistry models;

    @Inject
    Fixture fixture;

    private ProjectId project;
    private Cohort cohort;

    @BeforeEach
    void tenPatients() {
        project = fixture.project();
        for (int patient = 10; patient < 20; patient++) {
            index.index(Fixture.instance(project, patient, 1, Map.of("BodyPartExamined", "HEAD")));
            index.index(Fixture.instance(project, patient, 2, Map.of("BodyPartExamined", "HEAD")));
        }
        index.index(Fixture.instance(project, 99, 1, Map.of("BodyPartExamined", "FOOT")));
        cohort = cohorts.create(new Cohort(
                UUID.randomUUID(),
                project,
                "heads",
                new CohortQuery(List.of(
                        Criterion.is(HeaderKey.BODY_PART, "HEAD"),
                        new Criterion.Between(HeaderKey.INSTANCE_NUMBER, Optional.of("1"), Optional.empty())))));
    }

    @Test
    void a_cohort_comes_back_with_its_query_and_its_name_is_taken() {
        assertThat(cohorts.find(cohort.id())).contains(cohort);
        assertThat(cohorts.of(project)).containsExactly(cohort);
        assertRefused(
                ErrorCode.CONFLICT,
                () -> cohorts.create(new Cohort(UUID.randomUUID(), project, "heads", CohortQuery.EVERYTHING)));
    }

    @Test
    void a_frozen_version_stays_as_it_was_when_images_are_added() {
        CohortVersion first = cohorts.freeze(cohort.id(), new Split.Seeded(5));
        index.index(Fixture.instance(project, 50, 1, Map.of("BodyPartExamined", "HEAD")));
        CohortVersion second = cohorts.freeze(cohort.id(), new Split.Seeded(5));

        assertThat(first.members()).hasSize(20);
        assertThat(cohorts.version(first.id())).contains(first);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.members()).hasSize(21);
        assertThat(second.sha256()).isNotEqualTo(first.sha256());
        assertThat(cohorts.versions(cohort.id())).containsExactly(first, second);
    }

    @Test
    void a_stewards_decision_excludes_a_frame_from_the_next_version_and_a_later_one_brings_it_back() {
        FrameId frame = frame(10, 1);
        Flag flag = new Flag(
                UUID.randomUUID(),
                project,
                UUID.randomUUID(),
                frame,
                CurationIssue.NOISE,
                0.9,
                "noise",
                Map.of("snr", 0.1));
        curation.raise(List.of(flag));
        assertThat(curation.of(project, Optional.of(CurationIssue.NOISE), Optional.empty(), 10)
                        .items())
                .containsExactly(flag);
        assertThat(cohorts.freeze(cohort.id(), new Split.Seeded(1)).members()).hasSize(20);
        assertThat(curation.suspected(project)).containsExactly(frame);

        curation.decide(new Decision(flag.id(), Decision.Verdict.EXCLUDE, "stella", "", Instant.now()));
        assertThat(cohorts.freeze(cohort.id(), new Split.Seeded(1)).members())
                .hasSize(19)
                .extracting(CohortMember::frame)
                .doesNotContain(frame);
        assertThat(curation.suspected(project)).containsExactly(frame);

        curation.decide(new Decision(flag.id(), Decision.Verdict.KEEP, "stella", "fine", Instant.now()));
        assertThat(cohorts.freeze(cohort.id(), new Split.Seeded(1)).members()).hasSize(20);
        assertThat(curation.suspected(project)).isEmpty();
        assertThat(curation.decisions(flag.id())).hasSize(2);
    }

    @Test
    void pages_of_flags_go_from_the_surest_down() {
        UUID job = UUID.randomUUID();
        List<Flag> flags = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            flags.add(new Flag(
                    UUID.randomUUID(),
                    project,
                    job,
                    frame(10 + i, 1),
                    CurationIssue.BLANK,
                    i < 4 ? 0.5 : i / 10.0,
                    "blank",
                    Map.of()));
        }
        curation.raise(flags);
        curation.raise(flags);

        List<Double> scores = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = curation.of(project, Optional.empty(), cursor, 2);
            page.items().forEach(flag -> scores.add(flag.score()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(scores).containsExactly(0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4);
    }

    @Test
    void training_is_given_no_label_of_a_test_patient_and_evaluation_no_other() {
        LabelSet set = labelledHeads();
        CohortVersion version = cohorts.freeze(cohort.id(), new Split.Seeded(3));
        labelSets.freeze(set.id());

        assertThat(labelSets.training(set.id(), version.id()).byFrame().keySet())
                .containsExactlyInAnyOrderElementsOf(frames(version, Partition.TRAIN, Partition.VAL));
        assertThat(testLabelSets.test(set.id(), version.id()).byFrame().keySet())
                .containsExactlyInAnyOrderElementsOf(frames(version, Partition.TEST));
    }

    @Test
    void a_frozen_set_has_a_hash_and_takes_no_more_labels() {
        LabelSet set = labelSets.freeze(labelledHeads().id());

        assertThat(set.sha256()).hasValueSatisfying(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
        assertThat(set.count()).isEqualTo(20);
        assertRefused(ErrorCode.CONFLICT, () -> labelSets.put(set.id(), List.of(Label.of(frame(10, 1), "lesion"))));
        assertThat(labelSets.open(set.scheme().id(), set.name()).version()).isEqualTo(2);
    }

    @Test
    void a_set_knows_who_brought_how_many_of_its_labels() {
        LabelSet set = actor.as(person("stella"), this::labelledHeads);
        Label other = Label.of(frame(10, 1), "none");
        actor.as(person("rita"), () -> labelSets.put(set.id(), List.of(other)));

        assertThat(labelSets.sources(set.id()))
                .containsExactly(new LabelSource(Optional.of("stella"), 19), new LabelSource(Optional.of("rita"), 1));
    }

    private static Actor person(String name) {
        return new Actor(name, Set.of(Role.RESEARCHER));
    }

    @Test
    void labels_outside_the_scheme_or_of_unknown_images_are_refused() {
        LabelSet set = labelledHeads();

        assertRefused(
                ErrorCode.LABEL_OUTSIDE_SCHEME,
                () -> labelSets.put(set.id(), List.of(Label.of(frame(10, 1), "unicorn"))));
        assertRefused(
                ErrorCode.UNKNOWN_IMAGE, () -> labelSets.put(set.id(), List.of(Label.of(frame(77, 1), "lesion"))));
    }

    @Test
    void an_encoder_knows_its_lineage_and_a_head_its_baselines() {
        EncoderVersion parent = encoder(Optional.empty());
        EncoderVersion child = encoder(Optional.of(parent.id()));
        HeadVersion head = models.register(head(child));

        assertThat(models.lineage(child.id())).containsExactly(child, parent);
        assertThat(models.encoders(project)).contains(child, parent);
        assertThat(models.head(head.id())).contains(head);
        assertThat(models.heads(project)).containsExactly(head);
    }

    @Test
    void a_head_goes_from_draft_over_reviewed_and_approved_to_retired_and_no_other_way() {
        HeadVersion head = models.register(head(encoder(Optional.empty())));
        assertThat(models.head(head.id()).orElseThrow().state()).isEqualTo(HeadState.DRAFT);
        assertThatThrownBy(() -> models.advance(head.id(), step(HeadState.APPROVED, "rob")))
                .hasMessageContaining("a head that is draft cannot become approved; it can become reviewed or retired");
        assertRefused(ErrorCode.CONFLICT, () -> models.advance(head.id(), step(HeadState.APPROVED, "rob")));
        assertRefused(ErrorCode.FORBIDDEN, () -> models.advance(head.id(), step(HeadState.REVIEWED, "rita")));

        HeadStep review = step(HeadState.REVIEWED, "rada");
        assertThat(models.advance(head.id(), review).steps()).containsExactly(review);
        assertRefused(ErrorCode.FORBIDDEN, () -> models.advance(head.id(), step(HeadState.APPROVED, "rita")));
        HeadStep approval = new HeadStep(
                HeadState.APPROVED,
                "rob",
                "the interval is narrow enough",
                Optional.of("Sorting a worklist."),
                Optional.of("No child."),
                Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(models.advance(head.id(), approval).state()).isEqualTo(HeadState.APPROVED);
        assertRefused(ErrorCode.CONFLICT, () -> models.advance(head.id(), step(HeadState.REVIEWED, "rada")));

        HeadStep end = step(HeadState.RETIRED, "rita");
        models.advance(head.id(), end);
        assertThat(models.heads(project).get(0).steps()).containsExactly(review, approval, end);
        assertThatThrownBy(() -> models.advance(head.id(), step(HeadState.REVIEWED, "rada")))
                .hasMessageContaining("it stays so");
        assertRefused(ErrorCode.NOT_FOUND, () -> models.advance(UUID.randomUUID(), end));
    }

    private static HeadStep step(HeadState state, String by) {
        return HeadStep.of(state, by, "because", Instant.parse("2026-01-02T00:00:00Z"));
    }

    private LabelSet labelledHeads() {
        LabelScheme scheme = labelSets.create(new LabelScheme(
                UUID.randomUUID(), project, "lesion", LabelKind.CLASSIFICATION, List.of("lesion", "none")));
        LabelSet set = labelSets.open(scheme.id(), "first read");
        List<Label> labels = new ArrayList<>();
        for (int patient = 10; patient < 20; patient++) {
            labels.add(Label.of(frame(patient, 1), "lesion"));
            labels.add(Label.of(frame(patient, 2), "none"));
        }
        return labelSets.put(set.id(), labels);
    }

    private EncoderVersion encoder(Optional<UUID> parent) {
        return models.register(new EncoderVersion(
                UUID.randomUUID(),
                project,
                "encoder",
                "resnet18",
                new BlobKey("cd".repeat(32)),
                parent,
                parent.isPresent() ? Stage.IN_DOMAIN : Stage.RANDOM,
                "simclr",
                Optional.of("ef".repeat(32)),
                7,
                "0.1",
                Optional.empty(),
                Map.of("imagesSeen", 1000, "curve", List.of(1.5, 1.25)),
                Instant.parse("2026-01-01T00:00:00Z")));
    }

    private HeadVersion head(EncoderVersion encoder) {
        MetricValue auroc = new MetricValue(0.9, 0.85, 0.95);
        return new HeadVersion(
                UUID.randomUUID(),
                project,
                "head",
                LabelKind.CLASSIFICATION,
                "linear",
                "chain",
                encoder.id(),
                new BlobKey("ab".repeat(32)),
                UUID.randomUUID(),
                UUID.randomUUID(),
                7,
                "0.1",
                UUID.randomUUID(),
                Map.of("classes", List.of("lesion", "none")),
                new EvaluationReport(
                        Map.of("auroc", auroc),
                        Map.of("random", Map.of("auroc", new MetricValue(0.6, 0.5, 0.7))),
                        20,
                        5,
                        10,
                        evidence(auroc)),
                "rita",
                List.of(),
                Instant.parse("2026-01-02T00:00:00Z"));
    }

    private static Evidence evidence(MetricValue auroc) {
        return new Evidence(
                Map.of("lesion", Map.of("auroc", auroc)),
                Optional.of(new Calibration(
                        Optional.of(1.5),
                        40,
                        "cross-validated",
                        Map.of("ece", auroc),
                        List.of(new ReliabilityBin(0.8, 0.9, 3, 0.85, 0.7)),
                        List.of())),
                List.of(new Subgroup("sex", "F", 3, 4, Map.of("auroc", auroc), Optional.of("3 patients"))),
                Optional.of(new NearDuplicateFigures(2, 5, 8, Map.of("auroc", auroc))),
                List.of("no pixel spacing"));
    }

    private static List<FrameId> frames(CohortVersion version, Partition... partitions) {
        return List.of(partitions).stream()
                .flatMap(partition -> version.members(partition).stream())
                .map(CohortMember::frame)
                .toList();
    }

    private static FrameId frame(int patient, int number) {
        return new FrameId(new SopInstanceUid("1.2.3.%d.%d".formatted(patient, number)), 0);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
