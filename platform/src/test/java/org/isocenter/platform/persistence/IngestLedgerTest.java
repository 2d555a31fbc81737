package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
                    identities.remember(project, new Pseudonym("P77"), new PatientIdentity(Map.of("PatientID", "x")));
                    throw new IllegalStateException("the index is down");
                }))
                .hasMessage("the index is down");

        assertThat(ledger.counts(project)).isEqualTo(new IngestCounts(1, 0, 0, 0, 1));
        Object kept = em.createNativeQuery("select count(*) from identity where project_id = :project")
                .setParameter("project", project.value())
                .getSingleResult();
        assertThat(kept).isEqualTo(0L);
    }
}
