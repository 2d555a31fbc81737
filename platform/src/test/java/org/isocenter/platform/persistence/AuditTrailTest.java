package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditFinding;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.audit.AuditVerdict;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.AuditRoots;
import org.isocenter.platform.security.AuditTrail;
import org.isocenter.platform.security.SecretKeys;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class AuditTrailTest {
    @Inject
    AuditLog log;

    @Inject
    AuditTrail trail;

    @Inject
    AuditSealer sealer;

    @Inject
    AuditRoots roots;

    @Inject
    SecretKeys secrets;

    @Inject
    EntityManager em;

    @Inject
    Fixture fixture;

    private ProjectId project;

    @BeforeEach
    void someEvents() {
        project = fixture.project();
        for (int i = 0; i < 5; i++) {
            log.record(entry("thing-" + i));
        }
        sealer.seal();
        sealer.sign();
    }

    @Test
    void an_export_of_sealed_events_verifies_offline_against_the_roots_outside() {
        AuditVerdict verdict = verify();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.events()).isGreaterThanOrEqualTo(6);
        assertThat(verdict.covered()).isEqualTo(verdict.events());
    }

    @Test
    void a_change_that_is_rolled_back_leaves_no_event() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    log.record(entry("never"));
                    throw new IllegalStateException("the change failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(export()).noneMatch(line -> line.contains("\"never\""));
    }

    @Test
    void the_tables_of_the_trail_refuse_update_delete_and_truncate() {
        for (String sql : List.of(
                "update audit_event set event = '{}'",
                "delete from audit_event",
                "truncate audit_event cascade",
                "update audit_seal set hash = ''",
                "delete from audit_seal",
                "delete from audit_root")) {
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                            .run(() -> em.createNativeQuery(sql).executeUpdate()))
                    .as(sql)
                    .hasStackTraceContaining("the audit trail only grows");
        }
    }

    @Test
    void an_administrator_who_lifts_the_triggers_and_edits_an_event_is_found() {
        long place = place("thing-2");
        tamper("update audit_event e set event = replace(event, 'thing-2', 'thing-X') from audit_seal s"
                + " where s.event_id = e.id and s.sequence = " + place);
        try {
            assertThat(verify().findings())
                    .extracting(AuditFinding::kind, AuditFinding::sequence)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(AuditFinding.Kind.EDITED, place));
        } finally {
            tamper("update audit_event set event = replace(event, 'thing-X', 'thing-2')");
        }
        assertThat(verify().isIntact()).isTrue();
    }

    @Test
    void image_reads_of_one_actor_study_and_minute_become_one_event_with_a_count() {
        for (int i = 0; i < 7; i++) {
            log.imageRead(AuditEntry.of(
                    AuditType.DICOM_INSTANCES_ACCESSED, AuditAction.READ, project.value(), "study", "1.2.840.77"));
        }
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("update audit_image_read set minute = minute - interval '2 minutes'")
                        .executeUpdate());
        sealer.seal();

        assertThat(export().stream().filter(line -> line.contains("1.2.840.77") && line.contains(project.toString())))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"count\":7"));
    }

    @Test
    void readers_at_the_same_time_are_all_counted_each_for_its_study() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            threads.invokeAll(IntStream.range(0, 40)
                            .mapToObj(i -> (Callable<Object>) () -> {
                                QuarkusTransaction.requiringNew()
                                        .run(() -> log.imageRead(AuditEntry.of(
                                                AuditType.DICOM_INSTANCES_ACCESSED,
                                                AuditAction.READ,
                                                project.value(),
                                                "study",
                                                "1.2.840.88." + i % 2)));
                                return i;
                            })
                            .toList())
                    .forEach(read -> assertThat(read).succeedsWithin(Duration.ZERO));
        } finally {
            threads.shutdownNow();
        }

        List<?> counted = em.createNativeQuery("""
                        select study_uid, sum(count) from audit_image_read
                        where project_id = :project and study_uid like '1.2.840.88.%' group by 1 order by 1""")
                .setParameter("project", project.value())
                .getResultList();
        assertThat(counted)
                .extracting(row -> ((Object[]) row)[0], row -> ((Number) ((Object[]) row)[1]).longValue())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.2.840.88.0", 20L),
                        org.assertj.core.groups.Tuple.tuple("1.2.840.88.1", 20L));
    }

    @Test
    void pages_of_the_trail_follow_one_another() {
        long place = place("thing-0");

        assertThat(trail.read(place - 1, 2).items())
                .extracting(event -> event.event().entry().objectId())
                .containsExactly("thing-0", "thing-1");
        assertThat(trail.read(place - 1, 2).next()).contains(Long.toString(place + 1));
    }

    private AuditVerdict verify() {
        return AuditVerifier.verify(
                AuditExport.read(export().stream()),
                roots.all(),
                secrets.audit().getPublic());
    }

    private List<String> export() {
        List<String> lines = new ArrayList<>();
        trail.export(lines::add);
        return lines;
    }

    private long place(String object) {
        return ((Number) em.createNativeQuery("""
                select s.sequence from audit_seal s join audit_event e on e.id = s.event_id
                where e.project_id = :project and e.event like :object""")
                        .setParameter("project", project.value())
                        .setParameter("object", "%\"" + object + "\"%")
                        .getSingleResult())
                .longValue();
    }

    private void tamper(String sql) {
        QuarkusTransaction.requiringNew().run(() -> {
            em.createNativeQuery("alter table audit_event disable trigger all").executeUpdate();
            em.createNativeQuery(sql).executeUpdate();
            em.createNativeQuery("alter table audit_event enable trigger all").executeUpdate();
        });
    }

    private AuditEntry entry(String object) {
        return AuditEntry.of(AuditType.JOB, AuditAction.CREATE, project.value(), "thing", object);
    }
}
