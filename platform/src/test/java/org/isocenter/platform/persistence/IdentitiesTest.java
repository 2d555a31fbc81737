package org.isocenter.platform.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.Actor;
import org.isocenter.platform.security.CurrentActor;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.Identities.Rotation;
import org.isocenter.platform.security.IdentityKeys;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.security.Role;
import org.isocenter.platform.security.Sealing;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class IdentitiesTest {
    private static final Actor STEWARD = new Actor("stella", Set.of(Role.DATA_STEWARD));
    private static final Actor RESEARCHER = new Actor("rita", Set.of(Role.RESEARCHER));
    private static final PatientIdentity JANE =
            new PatientIdentity(Map.of("PatientID", "4711", "PatientName", "Doe^Jane"));

    @Inject
    Identities identities;

    @Inject
    IdentityKeys keys;

    @Inject
    ProjectKeys projectKeys;

    @Inject
    CurrentActor actor;

    @Inject
    EntityManager em;

    @Inject
    Fixture fixture;

    @Test
    void only_a_steward_sees_who_a_pseudonym_stands_for_and_each_look_is_audited() {
        ProjectId project = fixture.project();
        Pseudonym pseudonym = new Pseudonym("P-1");
        identities.remember(project, pseudonym, JANE, UUID.randomUUID());

        assertThat(revealed(project, pseudonym)).contains(JANE);
        assertThat(events(project, "\"action\":\"R\"")).isEqualTo(1);
        assertThat(revealed(project, new Pseudonym("P-2"))).isEmpty();
        assertThat(events(project, "\"action\":\"R\"")).isEqualTo(2);
        assertThatThrownBy(() -> actor.as(RESEARCHER, () -> identities.reveal(project, pseudonym)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void an_unlinked_pseudonym_stays_so_whatever_comes_of_the_patient_later() {
        ProjectId project = fixture.project();
        Pseudonym pseudonym = new Pseudonym("P-1");
        identities.remember(project, pseudonym, JANE, UUID.randomUUID());
        assertThatThrownBy(() -> actor.as(RESEARCHER, () -> identities.unlink(project, pseudonym)))
                .isInstanceOf(PlatformException.class);

        assertThat(unlinked(project, pseudonym)).isTrue();
        identities.remember(project, pseudonym, JANE, UUID.randomUUID());
        assertThat(revealed(project, pseudonym)).isEmpty();
        assertThat(unlinked(project, pseudonym)).isFalse();
        assertThat(sealed(project)).containsOnlyNulls();
        assertThat(events(project, "\"action\":\"D\"")).isEqualTo(1);
    }

    @Test
    void a_rotation_seals_all_entries_under_a_new_key_and_loses_none() {
        ProjectId project = fixture.project();
        Pseudonym early = new Pseudonym("P-0");
        Pseudonym pseudonym = new Pseudonym("P-1");
        sealUnderTheProjectsKey(project, early);
        identities.remember(project, pseudonym, JANE, UUID.randomUUID());
        List<Object> before = sealed(project);
        String former = keys.current().id();

        Rotation rotation = actor.as(STEWARD, identities::rotate);
        assertThat(rotation.keyId()).isEqualTo(keys.current().id()).isNotEqualTo(former);
        assertThat(rotation.resealed()).isGreaterThanOrEqualTo(2);
        assertThat(sealed(project)).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(revealed(project, early)).contains(JANE);
        assertThat(revealed(project, pseudonym)).contains(JANE);
        assertThat(count("select count(*) from identity where sealed is not null and key_id is distinct from '%s'"
                        .formatted(rotation.keyId())))
                .isZero();
        assertThat(count("select count(*) from audit_event where event like '%%identity-key%%' and event like '%%%s%%'"
                        .formatted(rotation.keyId())))
                .isEqualTo(1);
    }

    /** As entries were sealed before the map had keys of its own. */
    private void sealUnderTheProjectsKey(ProjectId project, Pseudonym pseudonym) {
        byte[] context = ("identity " + project + " " + pseudonym).getBytes(UTF_8);
        byte[] plain = Json.write(JANE).getBytes(UTF_8);
        QuarkusTransaction.requiringNew().run(() -> em.createNativeQuery(
                        "insert into identity (project_id, pseudonym, sealed) values (:project, :pseudonym, :sealed)")
                .setParameter("project", project.value())
                .setParameter("pseudonym", pseudonym.value())
                .setParameter("sealed", Sealing.seal(projectKeys.key(project), plain, context))
                .executeUpdate());
    }

    private Optional<PatientIdentity> revealed(ProjectId project, Pseudonym pseudonym) {
        return actor.as(STEWARD, () -> identities.reveal(project, pseudonym));
    }

    private boolean unlinked(ProjectId project, Pseudonym pseudonym) {
        return actor.as(STEWARD, () -> identities.unlink(project, pseudonym));
    }

    private List<Object> sealed(ProjectId project) {
        List<?> rows = em.createNativeQuery("select encode(sealed, 'hex') from identity where project_id = :id")
                .setParameter("id", project.value())
                .getResultList();
        return new ArrayList<>(rows);
    }

    private long events(ProjectId project, String part) {
        return count(
                "select count(*) from audit_event where project_id = '%s' and event like '%%110110%%' and event like '%%%s%%'"
                        .formatted(project, part));
    }

    private long count(String sql) {
        return ((Number) em.createNativeQuery(sql).getSingleResult()).longValue();
    }
}
