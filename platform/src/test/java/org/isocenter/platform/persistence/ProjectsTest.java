package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class ProjectsTest {
    @Inject
    Projects projects;

    @Inject
    ProjectKeys keys;

    @Inject
    EntityManager em;

    @Inject
    Fixture fixture;

    @Test
    void a_project_is_found_by_name_and_ae_title() {
        Project project = projects.find(fixture.project()).orElseThrow();

        assertThat(projects.findByName(project.name())).contains(project);
        assertThat(projects.findByAeTitle(project.aeTitle())).contains(project);
        assertThat(projects.all()).contains(project);
    }

    @Test
    void a_change_is_seen_at_once_and_one_of_another_process_soon() {
        Project project = projects.find(fixture.project()).orElseThrow();
        DuplicatePolicy other =
                project.duplicates() == DuplicatePolicy.REFUSE ? DuplicatePolicy.IGNORE : DuplicatePolicy.REFUSE;

        projects.change(project.id(), other);

        assertThat(projects.find(project.id()).orElseThrow().duplicates()).isEqualTo(other);
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("update project set duplicates = :before where id = :id")
                        .setParameter("before", project.duplicates().name())
                        .setParameter("id", project.id().value())
                        .executeUpdate());
        await().untilAsserted(() -> assertThat(
                        projects.find(project.id()).orElseThrow().duplicates())
                .isEqualTo(project.duplicates()));
    }

    @Test
    void a_taken_name_is_a_conflict() {
        Project project = projects.find(fixture.project()).orElseThrow();
        Project twin = new Project(ProjectId.random(), project.name(), "OTHER", DeidentificationChoice.BASIC);

        assertThatThrownBy(() -> projects.create(twin))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void a_member_sees_its_projects_until_it_is_removed() {
        Member rita = new Member(fixture.project(), "rita-" + fixture.project());
        projects.add(rita);
        projects.add(rita);

        assertThat(projects.of(rita.user())).extracting(Project::id).containsExactly(rita.project());
        assertThat(projects.members(rita.project())).containsExactly(rita);
        projects.remove(rita);
        assertThat(projects.isMember(rita.project(), rita.user())).isFalse();
    }

    @Test
    void each_project_has_a_key_of_its_own_and_only_its_sealed_form_is_stored() {
        ProjectId one = fixture.project();
        byte[] key = keys.key(one);
        byte[] stored = (byte[]) em.createNativeQuery("select sealed_key from project where id = :id", byte[].class)
                .setParameter("id", one.value())
                .getSingleResult();

        assertThat(key).hasSize(32).isNotEqualTo(keys.key(fixture.project()));
        assertThat(stored).hasSize(60);
        assertThat(java.util.HexFormat.of().formatHex(stored))
                .doesNotContain(java.util.HexFormat.of().formatHex(key));
    }
}
