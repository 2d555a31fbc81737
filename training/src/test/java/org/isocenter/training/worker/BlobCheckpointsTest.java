package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.job.JobCheckpoint;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.training.collapse.CollapseWatch;
import org.isocenter.training.loop.Checkpoint;
import org.isocenter.training.loop.RunProgress;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WorkerProfile.class)
class BlobCheckpointsTest {
    @Inject
    WaitingJobs waiting;

    @Inject
    JobQueue jobs;

    @Inject
    BlobStore blobs;

    @Inject
    PlatformConfig config;

    private UUID job = UUID.randomUUID();

    @BeforeEach
    void aJobThatWaits() throws SQLException {
        job = waiting.submit(waiting.project(), JobKind.PRETRAIN);
    }

    @Test
    void the_newest_is_read_back_and_the_store_keeps_two() throws SQLException {
        saveThree();
        List<JobCheckpoint> kept = waiting.claim().checkpoints();
        assertThat(kept).extracting(JobCheckpoint::step).containsExactly(30L, 20L);
        assertThat(kept).allMatch(checkpoint -> blobs.contains(checkpoint.blob()));
        assertThat(latest().progress().step()).isEqualTo(30);
        assertThat(latest().arrays().get("method.w").values()).containsExactly(30, 0.5f);
    }

    @Test
    void a_damaged_one_gives_way_to_the_one_before() throws SQLException, IOException {
        saveThree();
        damage(waiting.claim().checkpoints().get(0).blob());
        assertThat(latest().progress().step()).isEqualTo(20);
        assertThat(jobs.log(job)).anyMatch(line -> line.text().contains("after step 30 cannot be read"));
    }

    @Test
    void one_that_leads_nowhere_gives_way_to_the_one_before_and_leaves_with_the_next() throws SQLException {
        saveThree();
        BlobKey bad = waiting.claim().checkpoints().get(0).blob();
        waiting.work(run -> {
            new BlobCheckpoints(blobs, run).stepBack();
            return true;
        });
        assertThat(latest().progress().step()).isEqualTo(20);
        waiting.work(run -> {
            new BlobCheckpoints(blobs, run).save(after(25));
            return true;
        });
        assertThat(waiting.claim().checkpoints())
                .extracting(JobCheckpoint::step)
                .containsExactly(25L, 20L);
        assertThat(blobs.contains(bad)).isFalse();
    }

    @Test
    void nothing_is_left_of_a_job_that_has_ended() throws SQLException {
        saveThree();
        List<JobCheckpoint> kept = waiting.claim().checkpoints();
        waiting.work(run -> {
            new BlobCheckpoints(blobs, run).forget();
            return true;
        });
        assertThat(kept).hasSize(2).noneMatch(checkpoint -> blobs.contains(checkpoint.blob()));
    }

    private void saveThree() throws SQLException {
        waiting.work(run -> {
            BlobCheckpoints checkpoints = new BlobCheckpoints(blobs, run);
            assertThat(checkpoints.latest()).isEmpty();
            Stream.of(10, 20, 30).map(BlobCheckpointsTest::after).forEach(checkpoints::save);
            return true;
        });
    }

    private Checkpoint latest() throws SQLException {
        return waiting.work(run -> new BlobCheckpoints(blobs, run).latest().orElseThrow());
    }

    private static Checkpoint after(int step) {
        RunProgress progress = new RunProgress(
                step, 100, 1.5, 0.1, List.of(3.0), List.of(2.0), 1, List.of(0.25), CollapseWatch.begin(), "a machine");
        return new Checkpoint(
                progress, new Weights(Map.of("method.w", new Tensor(new long[] {2}, new float[] {step, 0.5f}))));
    }

    private void damage(BlobKey key) throws IOException {
        try (Stream<Path> files = Files.walk(config.storeFolder())) {
            Path file = files.filter(path -> String.valueOf(path.getFileName()).contains(key.sha256()))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        }
    }
}
