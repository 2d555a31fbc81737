package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobRemovals;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.cohort.Split;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyUid;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.data.FeatureCache;
import org.isocenter.training.data.FrameCache;
import org.isocenter.training.data.Pairs;
import org.isocenter.training.data.Partners;
import org.isocenter.training.view.ViewProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WorkerProfile.class)
class CohortFramesTest {
    private static final String PICTURE = "classification/brain_tumor_mri/glioma/Te-gl_0011.jpg";
    private static final String OTHER_PICTURE = "classification/brain_tumor_mri/glioma/Te-gl_0016.jpg";

    @Inject
    CohortFrames frames;

    @Inject
    WaitingJobs waiting;

    @Inject
    JobQueue jobs;

    @Inject
    StudyIndex index;

    @Inject
    Cohorts cohorts;

    @Inject
    BlobStore blobs;

    @Inject
    BlobRemovals removals;

    @Inject
    DeletedFrames deleted;

    @Inject
    TrainingConfig config;

    private ProjectId project = ProjectId.random();

    @BeforeEach
    void aProject() throws SQLException {
        project = waiting.project();
    }

    @Test
    void the_augmentations_are_those_of_most_images() {
        index(1, Modality.MR);
        index(2, Modality.CT);
        index(3, Modality.MR);
        assertThat(frames.profile(version())).isEqualTo(ViewProfile.MR);
    }

    @Test
    void frames_are_decoded_once_shrunk_and_counted() throws SQLException {
        index(1, Modality.OTHER);
        index(2, Modality.OTHER);
        UUID job = waiting.submit(project, JobKind.CURATE);
        waiting.work(run -> {
            assertThat(frames.of(version().members(), 64, run).frame(1).rows()).isEqualTo(256);
            assertThat(frames.of(version().members(), 200, run).frame(1).rows()).isEqualTo(400);
            return frames.of(Collections.nCopies(65, version().members().get(0)), 200, run);
        });
        assertThat(jobs.find(job).orElseThrow().progress()).isEqualTo(new Progress(65, 65, "frames", "decoded"));
    }

    @Test
    void decoded_frames_and_their_features_go_with_the_object_that_they_came_from() throws SQLException {
        BlobKey blob = blobs.put(SharedData.data(OTHER_PICTURE));
        CohortMember member = new CohortMember(
                new FrameId(new SopInstanceUid("1.2.3.9"), 0), blob, new Pseudonym("P9"), Partition.UNLABELLED);
        waiting.submit(project, JobKind.CURATE);
        waiting.work(run -> {
            CachedFrames decoded = frames.of(List.of(member), 64, run);
            FrameCache cache = decoded.cache();
            int kept = cache.size();
            FeatureCache features = new FeatureCache(config.featureFolder(), "1", config.featureBytes());
            features.over(embedded -> new double[][] {{1}}, "encoder").embed(decoded);
            assertThat(features.usedBytes()).isPositive();
            assertThat(removals.deleteUnnamed(List.of(blob))).containsExactly(blob);
            deleted.forget();
            assertThat(cache.size()).isEqualTo(kept - 1);
            assertThat(features.usedBytes()).isZero();
            return true;
        });
    }

    @Test
    void slices_of_a_series_lie_beside_one_another_by_their_numbers_and_a_picture_is_alone() {
        index(1, "anna", Modality.MR, Map.of("InstanceNumber", 20));
        index(2, "anna", Modality.MR, Map.of("InstanceNumber", 3));
        index(3, "anna", Modality.MR, Map.of("InstanceNumber", 7));
        index(4, "bea", Modality.OTHER, Map.of("InstanceNumber", 4));
        index(5, "bea", Modality.OTHER, Map.of("InstanceNumber", 5));
        CohortVersion version = version();
        List<String> instances = version.members().stream()
                .map(member -> member.frame().instance().value())
                .toList();
        Partners volumes = frames.volumes(version, version.members());
        int third = instances.indexOf("1.2.3.3");
        assertThat(instances.get(volumes.beside(third, -1))).isEqualTo("1.2.3.2");
        assertThat(instances.get(volumes.beside(third, 1))).isEqualTo("1.2.3.1");
        assertThat(instances.get(volumes.beside(third, 9))).isEqualTo("1.2.3.1");
        int picture = instances.indexOf("1.2.3.4");
        assertThat(volumes.beside(picture, 1)).isEqualTo(picture);
    }

    @Test
    void of_the_frames_of_a_cine_every_so_many_th_is_looked_at() {
        List<CohortMember> members = IntStream.range(0, 10)
                .mapToObj(frame -> new CohortMember(
                        new FrameId(new SopInstanceUid("1.2.3.1"), frame),
                        new BlobKey("ab".repeat(32)),
                        new Pseudonym("P1"),
                        Partition.TRAIN))
                .toList();
        assertThat(CohortFrames.everySoMany(members, 4))
                .extracting(member -> member.frame().frame())
                .containsExactly(0, 4, 8);
        assertThat(CohortFrames.everySoMany(members, 1)).isEqualTo(members);
    }

    @Test
    void single_frames_are_named_by_their_instance_and_must_be_there() {
        index(1, Modality.OTHER);
        FrameId known = new FrameId(new SopInstanceUid("1.2.3.1"), 0);
        assertThat(frames.members(project, Set.of(known)))
                .singleElement()
                .satisfies(member -> assertThat(member.partition()).isEqualTo(Partition.UNLABELLED));
        for (FrameId unknown : List.of(new FrameId(known.instance(), 1), new FrameId(new SopInstanceUid("1.2.9"), 0))) {
            assertThatThrownBy(() -> frames.members(project, Set.of(unknown)))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_IMAGE));
        }
    }

    @Test
    void partners_are_of_one_patient_or_of_one_study_and_side() {
        index(1, "anna", Map.of("ImageLaterality", "L"));
        index(2, "anna", Map.of("ImageLaterality", "R"));
        index(3, "bea", Map.of("ImageLaterality", "L"));
        CohortVersion version = version();
        assertThat(groups(version, Pairs.PATIENT)).hasSize(2);
        assertThat(groups(version, Pairs.STUDY)).hasSize(2);
        assertThat(groups(version, Pairs.LATERALITY)).hasSize(3);
        assertThat(groups(version, Pairs.FRAMES)).hasSize(3);
    }

    @Test
    void slices_are_neighbours_by_their_number_in_the_series() {
        List.of(3, 9, 1, 7, 5).forEach(number -> index(number, "anna", Map.of("InstanceNumber", number)));
        CohortVersion version = version();
        Partners partners = frames.partners(version, version.members(), Pairs.SLICES);
        List<String> names = version.members().stream()
                .map(member -> member.frame().instance().value())
                .toList();
        int first = names.indexOf("1.2.3.1");
        Set<String> drawn = IntStream.range(0, 100)
                .mapToObj(epoch -> names.get(partners.of(first, 1, epoch, "first")))
                .collect(Collectors.toSet());
        assertThat(drawn).containsExactlyInAnyOrder("1.2.3.3", "1.2.3.5", "1.2.3.7"); // three places apart, not 9
    }

    private Set<String> groups(CohortVersion version, Pairs pairs) {
        Partners partners = frames.partners(version, version.members(), pairs);
        return IntStream.range(0, version.members().size())
                .mapToObj(partners::group)
                .collect(Collectors.toSet());
    }

    private void index(int number, String patient, Map<String, Object> headers) {
        index(number, patient, Modality.MR, headers);
    }

    /** An object of a patient's one study and series. */
    private void index(int number, String patient, Modality modality, Map<String, Object> headers) {
        index.index(new InstanceRecord(
                new SopInstanceUid("1.2.3." + number),
                new SeriesUid("1.2.2." + patient.length()),
                new StudyUid("1.2.1." + patient.length()),
                new Pseudonym(patient),
                project,
                blobs.put(SharedData.data(PICTURE)),
                1,
                modality,
                headers,
                Optional.empty()));
    }

    private CohortVersion version() {
        Cohort cohort = cohorts.create(
                new Cohort(UUID.randomUUID(), project, UUID.randomUUID().toString(), CohortQuery.EVERYTHING));
        return cohorts.freeze(cohort.id(), new Split.None());
    }

    private void index(int number, Modality modality) {
        index.index(new InstanceRecord(
                new SopInstanceUid("1.2.3." + number),
                new SeriesUid("1.2.2." + number),
                new StudyUid("1.2.1." + number),
                new Pseudonym("P" + number),
                project,
                blobs.put(SharedData.data(PICTURE)),
                1,
                modality,
                Map.of(),
                Optional.empty()));
    }
}
