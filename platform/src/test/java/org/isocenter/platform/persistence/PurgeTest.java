package org.isocenter.platform.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobRemovals;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Split;
import org.isocenter.platform.curation.Curation;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.curation.Decision;
import org.isocenter.platform.curation.Flag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.Lane;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.purge.LessenedVersion;
import org.isocenter.platform.purge.PurgeReport;
import org.isocenter.platform.purge.PurgeScope;
import org.isocenter.platform.purge.PurgedPlace;
import org.isocenter.platform.purge.Purges;
import org.isocenter.platform.purge.Seen;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class PurgeTest {
    private static final Pseudonym FIRST = new Pseudonym("P1");
    private static final Pseudonym SECOND = new Pseudonym("P2");

    @Inject
    Purges purges;

    @Inject
    Projects projects;

    @Inject
    StudyIndex index;

    @Inject
    Identities identities;

    @Inject
    Cohorts cohorts;

    @Inject
    LabelSets labels;

    @Inject
    Curation curation;

    @Inject
    ModelRegistry models;

    @Inject
    JobQueue jobs;

    @Inject
    BlobStore store;

    @Inject
    BlobRemovals removals;

    @Inject
    Shelf shelf;

    @Inject
    EntityManager em;

    @Inject
    Fixture fixture;

    private Project project;
    private BlobKey sharedMask;
    private CohortVersion version;
    private EncoderVersion encoder;
    private EncoderVersion child;
    private HeadVersion head;

    /** A place that a test may let fail. */
    @Singleton
    static class Shelf implements PurgedPlace {
        volatile boolean broken;
        volatile long holds;

        @Override
        public String name() {
            return "shelved";
        }

        @Override
        public long count(PurgeScope scope) {
            return holds;
        }

        @Override
        public void purge(PurgeScope scope) {
            if (broken) {
                throw new IllegalStateException("the process ends here");
            }
            holds = 0;
        }
    }

    @BeforeEach
    void a_project_with_two_patients_and_what_was_learnt_from_them() {
        project = projects.find(fixture.project()).orElseThrow();
        shelf.broken = false;
        for (int patient = 1; patient <= 2; patient++) {
            identities.remember(
                    project.id(),
                    new Pseudonym("P" + patient),
                    new PatientIdentity(Map.of("PatientID", "x" + patient)),
                    UUID.randomUUID());
            for (int number = 1; number <= 2; number++) {
                assertThat(index.index(stored(patient, number))).isTrue();
            }
        }
        sharedMask = store.put("mask".getBytes(UTF_8));
        LabelScheme scheme = labels.create(
                new LabelScheme(UUID.randomUUID(), project.id(), "s", LabelKind.SEGMENTATION, List.of("a", "b")));
        LabelSet set = labels.open(scheme.id(), "set");
        labels.put(
                set.id(),
                List.of(
                        new Label(frame(1, 1), List.of("a"), Optional.of(sharedMask)),
                        new Label(frame(2, 1), List.of("a"), Optional.of(sharedMask))));
        Cohort cohort = cohorts.create(new Cohort(UUID.randomUUID(), project.id(), "all", CohortQuery.EVERYTHING));
        version = cohorts.freeze(cohort.id(), new Split.None());
        raiseFlags();
        encoder = models.register(encoder("first", Optional.empty(), Optional.of(version.sha256())));
        child = models.register(encoder("child", Optional.of(encoder.id()), Optional.of("f".repeat(64))));
        models.register(encoder("stranger", Optional.empty(), Optional.of("e".repeat(64))));
        head = models.register(head(child.id(), set.id(), version.id()));
    }

    @Test
    void a_patient_is_deleted_with_everything_that_names_it_and_the_rest_stays() throws IOException {
        BlobKey gone = stored(1, 1).blob();
        BlobKey stays = stored(2, 1).blob();
        PurgeReport plan = purges.plan(project, FIRST);
        assertThat(plan.removed())
                .containsEntry("studies", 1L)
                .containsEntry("instances", 2L)
                .containsEntry("labels", 1L)
                .containsEntry("flags", 1L)
                .containsEntry("identities", 1L)
                .containsEntry("cohortMembers", 2L);
        assertThat(index.get(project.id(), uid(1, 1))).isPresent();

        assertThat(purges.purge(project, FIRST)).isEqualTo(plan);

        assertThat(index.get(project.id(), uid(1, 1))).isEmpty();
        assertThat(index.get(project.id(), uid(2, 1))).isPresent();
        assertThat(store.contains(gone)).isFalse();
        assertThat(store.contains(stays)).isTrue();
        assertThat(store.contains(sharedMask)).isTrue();
        assertThat(removals.deletedSince(Instant.now().minusSeconds(60)))
                .contains(gone)
                .doesNotContain(stays, sharedMask);
        assertThat(count("identity where project_id = :project and sealed is not null"))
                .isEqualTo(1);
        assertThat(count("flag where project_id = :project")).isEqualTo(1);
        assertThat(count("label l join label_set s on s.id = l.label_set_id where s.project_id = :project"))
                .isEqualTo(1);
        assertThat(count("audit_event where project_id = :project and event like '%\"purge\"%'"))
                .isEqualTo(1);
        assertThat(predictions())
                .doesNotContain(uid(1, 1).value())
                .contains(uid(2, 1).value());
        assertThatThrownBy(() -> purges.plan(project, FIRST))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void a_picture_of_a_run_goes_with_the_first_patient_who_is_seen_in_it() {
        Job job = jobs.submit(new JobRequest(project.id(), JobKind.PRETRAIN, Map.of(), 1000, "run"));
        Lease lease = jobs.claim("worker", Set.of(Lane.LONG)).orElseThrow().lease();
        assertThat(lease.job()).isEqualTo(job.id());
        BlobKey both = store.put("both".getBytes(UTF_8));
        JobPicture second =
                new JobPicture(8, "neighbours", "the second", List.of(uid(2, 1)), store.put("second".getBytes(UTF_8)));
        jobs.picture(lease, new JobPicture(4, "neighbours", "both", List.of(uid(1, 2), uid(2, 1)), both));
        jobs.picture(lease, new JobPicture(8, "neighbours", "a first try", List.of(), both));
        jobs.picture(lease, second);
        jobs.complete(lease, Map.of());

        assertThat(purges.plan(project, FIRST).removed()).containsEntry("jobPictures", 1L);
        purges.purge(project, FIRST);

        assertThat(jobs.pictures(job.id())).containsExactly(second);
        anHourLater();
        assertThat(store.contains(both)).isFalse();
        assertThat(store.contains(second.blob())).isTrue();
    }

    @Test
    void encoders_and_heads_that_saw_a_patient_are_named_with_the_way_they_saw_it() {
        PurgeReport report = purges.purge(project, FIRST);
        assertThat(report.cohortVersions())
                .containsExactly(new LessenedVersion(version.id(), "all", 1, version.sha256(), 2));
        assertThat(report.encoders())
                .containsExactly(
                        new Seen(encoder.id(), "first", List.of(version.id()), List.of("UNLABELLED"), List.of()),
                        new Seen(child.id(), "child", List.of(), List.of(), List.of(encoder.id())));
        assertThat(report.heads())
                .containsExactly(
                        new Seen(head.id(), "head", List.of(version.id()), List.of("UNLABELLED"), List.of(child.id())));
    }

    @Test
    void a_cohort_version_says_how_many_members_it_lost_and_keeps_its_hash() {
        purges.purge(project, FIRST);
        CohortVersion lessened = cohorts.version(version.id()).orElseThrow();
        assertThat(lessened.lost()).isEqualTo(2);
        assertThat(lessened.sha256()).isEqualTo(version.sha256());
        assertThat(lessened.members()).extracting(member -> member.patient()).containsOnly(SECOND);
    }

    @Test
    void a_deletion_that_is_interrupted_is_carried_on() {
        shelf.holds = 3;
        shelf.broken = true;
        assertThatThrownBy(() -> purges.purge(project, FIRST)).hasMessageContaining("the process ends here");
        assertThat(index.get(project.id(), uid(1, 1))).isPresent();

        shelf.broken = false;
        assertThat(purges.resume()).isEqualTo(1);
        assertThat(shelf.holds).isZero();
        assertThat(index.get(project.id(), uid(1, 1))).isEmpty();
        assertThat(purges.resume()).isZero();
    }

    @Test
    void nothing_is_deleted_while_a_job_may_hold_it() {
        jobs.submit(new JobRequest(project.id(), JobKind.PREDICT, Map.of(), 0, "key"));
        assertThatThrownBy(() -> purges.purge(project, FIRST))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(index.get(project.id(), uid(1, 1))).isPresent();
    }

    @Test
    void a_project_is_deleted_with_all_its_rows_and_objects_and_another_one_stays() {
        Project other = projects.find(fixture.project()).orElseThrow();
        index.index(Fixture.instance(other.id(), 1, 1));
        List<BlobKey> images = List.of(stored(1, 1).blob(), stored(2, 2).blob());
        List<BlobKey> others = List.of(sharedMask, encoder.weights());
        PurgeReport report = purges.purge(project);
        assertThat(report.removed()).containsEntry("instances", 4L).containsEntry("encoders", 3L);
        assertThat(report.encoders()).extracting(Seen::name).containsExactly("first", "child");
        assertThat(projects.find(project.id())).isEmpty();
        assertThat(images).noneMatch(store::contains);
        assertThat(others).as("may be named by somebody at work").allMatch(store::contains);
        assertThat(removals.known(others)).containsExactlyInAnyOrderElementsOf(others);
        anHourLater();
        assertThat(others).noneMatch(store::contains);
        for (Object table : tablesOfProjects()) {
            assertThat(count(table + " where project_id = :project"))
                    .as("%s", table)
                    .isZero();
        }
        assertThat(index.get(other.id(), Fixture.instance(other.id(), 1, 1).instance()))
                .isPresent();
        assertThat(count("audit_event where project_id = :project and event like '%\"purge\"%'"))
                .isEqualTo(1);
    }

    private void anHourLater() {
        QuarkusTransaction.requiringNew().run(() -> em.createNativeQuery(
                        "update removed_blob set removed_at = removed_at - interval '61 min' where not deleted")
                .executeUpdate());
        removals.sweep();
    }

    private List<?> tablesOfProjects() {
        return em.createNativeQuery("""
                select c.table_name from information_schema.columns c
                where c.table_schema = current_schema() and c.column_name = 'project_id'
                  and c.table_name <> 'purge' and c.table_name not like 'audit%'""", String.class).getResultList();
    }

    private long count(String from) {
        return ((Number) em.createNativeQuery("select count(*) from " + from)
                        .setParameter("project", project.id().value())
                        .getSingleResult())
                .longValue();
    }

    private String predictions() throws IOException {
        Object blob = models.head(head.id()).orElseThrow().configuration().get("predictions");
        try (InputStream in = store.open(new BlobKey(String.valueOf(blob)))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** An instance whose object lies in the store. */
    private InstanceRecord stored(int patient, int number) {
        InstanceRecord one = Fixture.instance(project.id(), patient, number);
        return new InstanceRecord(
                one.instance(),
                one.series(),
                one.study(),
                one.patient(),
                one.project(),
                store.put((project.id() + "/" + patient + "/" + number).getBytes(UTF_8)),
                one.frames(),
                one.modality(),
                one.headers(),
                one.sourceKey());
    }

    private SopInstanceUid uid(int patient, int number) {
        return Fixture.instance(project.id(), patient, number).instance();
    }

    private FrameId frame(int patient, int number) {
        return new FrameId(uid(patient, number), 0);
    }

    /** One of each patient, and one of the second that names the first as evidence. */
    private void raiseFlags() {
        UUID job = UUID.randomUUID();
        Flag first = flag(job, frame(1, 1), Map.of());
        curation.raise(List.of(
                first,
                flag(job, frame(2, 1), Map.of()),
                flag(job, frame(2, 2), Map.of("partner", frame(1, 1).toString()))));
        curation.decide(new Decision(first.id(), Decision.Verdict.KEEP, "stella", "", Instant.now()));
    }

    private Flag flag(UUID job, FrameId frame, Map<String, Object> evidence) {
        return new Flag(
                UUID.randomUUID(), project.id(), job, frame, CurationIssue.NEAR_DUPLICATE, 0.5, "because", evidence);
    }

    private EncoderVersion encoder(String name, Optional<UUID> parent, Optional<String> cohort) {
        return new EncoderVersion(
                UUID.randomUUID(),
                project.id(),
                name,
                "resnet18",
                store.put((project.id() + name).getBytes(UTF_8)),
                parent,
                Stage.IN_DOMAIN,
                "simclr",
                cohort,
                1,
                "test",
                Optional.empty(),
                Map.of(),
                Instant.now());
    }

    private HeadVersion head(UUID encoder, UUID labelSet, UUID cohortVersion) {
        String document = "[{\"sopInstanceUid\":\"%s\",\"frame\":0},{\"sopInstanceUid\":\"%s\",\"frame\":0}]"
                .formatted(uid(1, 1), uid(2, 1));
        return new HeadVersion(
                UUID.randomUUID(),
                project.id(),
                "head",
                LabelKind.SEGMENTATION,
                "decoder",
                "chain",
                encoder,
                store.put((project.id() + "head").getBytes(UTF_8)),
                labelSet,
                cohortVersion,
                1,
                "test",
                UUID.randomUUID(),
                Map.of("predictions", store.put(document.getBytes(UTF_8)).sha256()),
                new EvaluationReport(Map.of(), Map.of(), 1, 1, 1, Evidence.NONE),
                "rita",
                List.of(),
                Instant.now());
    }
}
