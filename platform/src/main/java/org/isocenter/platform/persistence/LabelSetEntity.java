package org.isocenter.platform.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.isocenter.platform.label.LabelScheme;
import org.jspecify.annotations.Nullable;

/** A row of table label_set. */
@Entity
@Table(name = "label_set")
class LabelSetEntity {
    @Id
    UUID id;

    @Column(name = "project_id")
    UUID projectId;

    @Column(name = "scheme_id")
    UUID schemeId;

    String name;
    int version;
    boolean frozen;

    @Nullable
    String sha256;

    LabelSetEntity() {}

    LabelSetEntity(LabelScheme scheme, String name, int version) {
        this.id = UUID.randomUUID();
        this.projectId = scheme.project().value();
        this.schemeId = scheme.id();
        this.name = name;
        this.version = version;
    }
}
