package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.study.IngestCounts;
import org.isocenter.platform.study.IngestLedger;
import org.isocenter.platform.study.IngestLedger.Fate;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class IngestLedgerTest {
    @Inject
    IngestLedger ledger;

    @Inject
    Identities identities;

    @Inject
    EntityManager em;

    @Inject
    Fixture fixture;

    @Test
    void every_object_is_counted_once_whoever_counts() {
        ProjectId project = fixture.project();
        List<UUID> objects = Stream.generate(UUID::randomUUID).limit(40).toList();
        objects.parallelStream().forEach(object -> ledger.received(project, object));
        objects.subList(0, 20).parallelStream().forEach(object -> ledger.end(project, object, () -> Fate.STORED));
        ledger.end(project, objects.get(20), () -> Fate.DUPLICATE);
        ledger.end(project, objects.get(21), () -> Fate.QUARANTINED);

        assertThat(ledger.counts(project)).isEqualTo(new IngestCounts(40, 20, 1, 1, 18));
        assertThat(ledger.counts().received()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void an_object_that_comes_again_after_a_crash_keeps_its_fate_and_its_last_step_is_not_run_again() {
        ProjectId project = fixture.project();
        UUID object = UUID.randomUUID();
        ledger.end(project, object, () -> Fate.STORED);
        ledger.received(project, object);
        Fate again = ledger.end(project, object, () -> {
            throw new IllegalStateException("run twice");
        });

        assertThat(again).isEqualTo(Fate.STORED);
        assertThat(ledger.counts(project)).isEqualTo(new IngestCounts(1, 1, 0, 0, 0));
        ledger.forget(object);
        assertThat(ledger.counts(project)).isEqualTo(new IngestCounts(1, 1, 0, 0, 0));
    }

    @Test
    void a_last_step_that_fails_is_undone_and_its_object_goes_on_waiting() {
        ProjectId project = fixture.project();
        UUID object = UUID.randomUUID();
        ledger.received(project, object);
        assertThatThrownBy(() -> ledger.end(project, object, () -> {
                    identities.remember(
                            project,
                            new Pseudonym("P77"),
                            new PatientIdentity(Map.of("PatientID", "x")),
                            UUID.randomUUID());
                    throw new IllegalStateException("the index is down");
                }))
                .hasMessage("the index is down");

        assertThat(ledger.counts(project)).isEqualTo(new IngestCounts(1, 0, 0, 0, 1));
        Object kept = em.createNativeQuery("select count(*) from identity where project_id = :project")
                .setParameter("project", project.value())
                .getSingleResult();
        assertThat(kept).isEqualTo(0L);
    }

    @Test
    void arrivals_of_one_project_do_not_wait_for_the_deletion_of_another() throws Exception {
        ProjectId deleted = fixture.project();
        ProjectId other = fixture.project();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<Void> deletion = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    em.createNativeQuery("select id from project where id = :project for update")
                            .setParameter("project", deleted.value())
                            .getSingleResult();
                    locked.countDown();
                    await(over);
                }));
        locked.await();
        CompletableFuture<Void> held = CompletableFuture.runAsync(() -> ledger.received(deleted, UUID.randomUUID()));

        CompletableFuture.runAsync(() -> ledger.received(other, UUID.randomUUID()))
                .get(20, TimeUnit.SECONDS);
        assertThat(ledger.counts(other).received()).isEqualTo(1);
        assertThat(held).isNotDone();
        over.countDown();
        deletion.join();
        held.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
