package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyUid;

/** Small projects and instances for tests. */
@ApplicationScoped
public class Fixture {
    private final Projects projects;
    private final EntityManager em;

    Fixture(Projects projects, EntityManager em) {
        this.projects = projects;
        this.em = em;
    }

    /** Takes an instance's row away. */
    @Transactional
    public void remove(ProjectId project, String instance) {
        em.createNativeQuery("delete from instance where project_id = :project and sop_uid = :instance")
                .setParameter("project", project.value())
                .setParameter("instance", instance)
                .executeUpdate();
    }

    /** How many readers of studies of a project were noted and are not yet in the trail. */
    @Transactional
    public long looks(ProjectId project) {
        return ((Number) em.createNativeQuery("select count(*) from audit_image_read where project_id = :project")
                        .setParameter("project", project.value())
                        .getSingleResult())
                .longValue();
    }

    /** A project of its own, so that tests do not see one another. */
    public ProjectId project() {
        String name = "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
        return projects.create(new Project(ProjectId.random(), name, name, DeidentificationChoice.RESEARCH))
                .id();
    }

    public static InstanceRecord instance(ProjectId project, int patient, int number) {
        return instance(project, patient, number, Map.of());
    }

    public static InstanceRecord instance(ProjectId project, int patient, int number, Map<String, Object> headers) {
        Map<String, Object> all = new HashMap<>(headers);
        all.put("InstanceNumber", number);
        return new InstanceRecord(
                new SopInstanceUid("1.2.3.%d.%d".formatted(patient, number)),
                new SeriesUid("1.2.2.%d".formatted(patient)),
                new StudyUid("1.2.1.%d".formatted(patient)),
                new Pseudonym("P" + patient),
                project,
                new BlobKey("%064x".formatted(patient * 1000L + number)),
                1,
                Modality.CT,
                all,
                Optional.of("key-%d-%d".formatted(patient, number)));
    }
}
