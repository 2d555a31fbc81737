package org.isocenter.training.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.curation.Flag;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;

class CurationRunTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private final List<Flag> raised = new ArrayList<>();

    @Test
    void findings_become_flags_that_name_frames_and_repeat_under_the_same_identifier() {
        UUID job = UUID.randomUUID();
        Map<CurationIssue, Long> counts = run(job);
        assertThat(counts).containsEntry(CurationIssue.EXACT_DUPLICATE, 1L);
        List<Flag> first = List.copyOf(raised);
        raised.clear();
        run(job);
        assertThat(raised).isEqualTo(first);
        Flag copy = first.stream()
                .filter(flag -> flag.issue() == CurationIssue.EXACT_DUPLICATE)
                .findFirst()
                .orElseThrow();
        assertThat(copy.frame().instance().value()).isEqualTo("1.2.4");
        assertThat(copy.evidence())
                .containsEntry("otherInstance", "1.2.2")
                .containsEntry("samePatient", false)
                .doesNotContainKey("other");
    }

    /** Twelve frames of which the fourth repeats the second. */
    private Map<CurationIssue, Long> run(UUID job) {
        List<CohortMember> members = IntStream.range(0, 12)
                .mapToObj(i -> new CohortMember(
                        new FrameId(new SopInstanceUid("1.2." + (i + 1)), 0),
                        new BlobKey("%064x".formatted(i)),
                        new Pseudonym("P" + i),
                        Partition.TRAIN))
                .toList();
        List<Frame> frames =
                IntStream.range(0, 12).mapToObj(i -> frame(i == 3 ? 1 : i)).toList();
        CohortVersion version = new CohortVersion(
                UUID.randomUUID(),
                new Cohort(UUID.randomUUID(), PROJECT, "c", CohortQuery.EVERYTHING),
                1,
                "0".repeat(64),
                1,
                members,
                Instant.EPOCH,
                0);
        Curator curator = new Curator(
                set -> IntStream.range(0, set.size())
                        .mapToObj(i -> new double[] {1, set.frame(i).value(3, 5, 0)})
                        .toArray(double[][]::new),
                1);
        return new CurationRun(curator, raised::addAll)
                .run(
                        PROJECT,
                        job,
                        version,
                        new FramesInMemory(
                                IntStream.range(0, 12)
                                        .mapToObj(Integer::toString)
                                        .toList(),
                                frames),
                        IntStream.range(0, 12).mapToObj(Integer::toString).toList(),
                        Optional.empty());
    }

    private static Frame frame(int number) {
        short[] values = new short[32 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (127 + 120 * Math.sin(i * (0.01 + 0.003 * number)));
        }
        return SampleImages.frame(32, 32, new Pixels.Grey16(values));
    }
}
