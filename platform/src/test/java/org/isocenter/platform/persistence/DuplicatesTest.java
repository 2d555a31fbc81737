package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.InstanceVersion;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@TestProfile(GroundProfile.class)
class DuplicatesTest {
    @Inject
    StudyIndex index;

    @Inject
    Projects projects;

    @Inject
    EntityManager em;

    @Inject
    Fixture fixture;

    private ProjectId project;

    @BeforeEach
    void a_project_with_one_instance() {
        project = fixture.project();
        assertThat(index.index(content("one"), DuplicatePolicy.IGNORE)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void the_same_content_again_is_a_duplicate_under_each_policy(DuplicatePolicy policy) {
        assertThat(index.repeated(project, content("one").instance(), "one", policy))
                .contains(content("one").blob());
        assertThat(index.index(content("one"), policy)).isFalse();
        assertThat(index.versions(project, content("one").instance())).hasSize(1);
    }

    @Test
    void another_content_is_ignored_and_the_trail_says_so() {
        assertThat(index.repeated(project, content("two").instance(), "two", DuplicatePolicy.IGNORE))
                .contains(content("one").blob());
        assertThat(index.index(content("two"), DuplicatePolicy.IGNORE)).isFalse();
        assertThat(stored().digest()).contains("one");
        assertThat(trail("\"duplicate\":\"ignored\"")).isEqualTo(2);
    }

    @Test
    void another_content_is_refused_and_nothing_changes() {
        assertThatThrownBy(() -> index.repeated(project, content("two").instance(), "two", DuplicatePolicy.REFUSE))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_INSTANCE));
        assertThatThrownBy(() -> index.index(content("two"), DuplicatePolicy.REFUSE))
                .isInstanceOf(PlatformException.class);
        assertThat(stored().digest()).contains("one");
    }

    @Test
    void another_content_takes_the_place_of_the_one_before_whose_object_is_to_go() {
        assertThat(index.repeated(project, content("two").instance(), "two", DuplicatePolicy.REPLACE))
                .isEmpty();
        assertThat(index.index(content("two"), DuplicatePolicy.REPLACE)).isTrue();
        assertThat(stored()).isEqualTo(content("two"));
        assertThat(index.versions(project, content("one").instance())).hasSize(1);
        assertThat(waiting()).contains(content("one").blob().sha256());
        assertThat(trail("\"duplicate\":\"replaced\"")).isEqualTo(1);
    }

    @Test
    void all_contents_are_kept_as_versions_each_once() {
        for (String digest : List.of("two", "three", "two", "one", "three")) {
            index.index(content(digest), DuplicatePolicy.VERSIONS);
        }
        assertThat(stored()).isEqualTo(content("three"));
        List<InstanceVersion> versions = index.versions(project, content("one").instance());
        assertThat(versions).extracting(InstanceVersion::number).containsExactly(3, 2, 1);
        assertThat(versions)
                .extracting(InstanceVersion::blob)
                .containsExactly(
                        content("three").blob(),
                        content("two").blob(),
                        content("one").blob());
        assertThat(versions.get(0).supersededAt()).isEmpty();
        assertThat(versions.get(1).supersededAt()).isPresent();
        assertThat(versions.get(2).patient()).isEqualTo(content("one").patient());
    }

    @Test
    void an_object_that_is_lost_is_repaired_from_the_same_content() {
        InstanceRecord again = with(content("one"), new BlobKey("e".repeat(64)), Optional.of("one"));
        index.repair(again);
        assertThat(stored()).isEqualTo(again);
    }

    @Test
    void an_instance_whose_received_form_is_not_known_counts_as_the_same() {
        ProjectId old = fixture.project();
        InstanceRecord before = Fixture.instance(old, 1, 1);
        index.index(before);
        assertThat(index.repeated(old, before.instance(), "whatever", DuplicatePolicy.REFUSE))
                .contains(before.blob());
    }

    @Test
    void a_policy_is_changed_from_now_on_and_the_trail_has_both() {
        assertThat(projects.find(project).orElseThrow().duplicates()).isEqualTo(DuplicatePolicy.IGNORE);
        assertThat(projects.change(project, DuplicatePolicy.REFUSE).duplicates())
                .isEqualTo(DuplicatePolicy.REFUSE);
        assertThat(projects.find(project).orElseThrow().duplicates()).isEqualTo(DuplicatePolicy.REFUSE);
        assertThat(trail("\"duplicatesBefore\":\"IGNORE\"")).isEqualTo(1);
        assertThatThrownBy(() -> projects.change(ProjectId.random(), DuplicatePolicy.REFUSE))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private InstanceRecord stored() {
        return index.get(project, content("one").instance()).orElseThrow();
    }

    /** An instance of one UID whose content, stored object and patient differ by the digest. */
    private InstanceRecord content(String digest) {
        InstanceRecord one = Fixture.instance(project, 1, 1);
        return with(one, new BlobKey("%064x".formatted(digest.hashCode() & 0xffffffffL)), Optional.of(digest));
    }

    private static InstanceRecord with(InstanceRecord one, BlobKey blob, Optional<String> digest) {
        return new InstanceRecord(
                one.instance(),
                one.series(),
                one.study(),
                new Pseudonym("P" + digest.orElseThrow()),
                one.project(),
                blob,
                one.frames(),
                one.modality(),
                one.headers(),
                one.sourceKey(),
                digest);
    }

    private List<String> waiting() {
        List<?> rows = em.createNativeQuery("select blob from removed_blob where not deleted", String.class)
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    private long trail(String word) {
        return ((Number) em.createNativeQuery(
                                "select count(*) from audit_event where project_id = :project and event like :word")
                        .setParameter("project", project.value())
                        .setParameter("word", "%" + word + "%")
                        .getSingleResult())
                .longValue();
    }
}
