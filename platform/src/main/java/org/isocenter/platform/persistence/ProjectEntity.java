package org.isocenter.platform.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.DeidentificationOption;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;

/** A row of table project. */
@Entity
@Table(name = "project")
class ProjectEntity {
    @Id
    UUID id;

    String name;

    @Column(name = "ae_title")
    String aeTitle;

    @JdbcTypeCode(SqlTypes.JSON)
    Set<DeidentificationOption> deidentification;

    @Column(name = "sealed_key")
    byte[] sealedKey;

    @Enumerated(EnumType.STRING)
    DuplicatePolicy duplicates;

    ProjectEntity() {}

    ProjectEntity(Project project, byte[] sealedKey) {
        this.id = project.id().value();
        this.name = project.name();
        this.aeTitle = project.aeTitle();
        this.deidentification = project.deidentification().options();
        this.sealedKey = sealedKey;
        this.duplicates = project.duplicates();
    }

    Project toProject() {
        return new Project(new ProjectId(id), name, aeTitle, new DeidentificationChoice(deidentification), duplicates);
    }
}
