package org.isocenter.platform.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.project.ProjectId;

/** A row of table label_scheme. */
@Entity
@Table(name = "label_scheme")
class LabelSchemeEntity {
    @Id
    UUID id;

    @Column(name = "project_id")
    UUID projectId;

    String name;

    @Enumerated(EnumType.STRING)
    LabelKind kind;

    @JdbcTypeCode(SqlTypes.JSON)
    List<String> classes;

    LabelSchemeEntity() {}

    LabelSchemeEntity(LabelScheme scheme) {
        this.id = scheme.id();
        this.projectId = scheme.project().value();
        this.name = scheme.name();
        this.kind = scheme.kind();
        this.classes = scheme.classes();
    }

    LabelScheme toScheme() {
        return new LabelScheme(id, new ProjectId(projectId), name, kind, classes);
    }
}
