package org.isocenter.platform.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.isocenter.platform.cohort.Cohort;
import org.isocenter.platform.cohort.CohortQuery;
import org.isocenter.platform.project.ProjectId;

/** A row of table cohort. */
@Entity
@Table(name = "cohort")
class CohortEntity {
    @Id
    UUID id;

    @Column(name = "project_id")
    UUID projectId;

    String name;

    @ColumnTransformer(read = "cast(query as text)", write = "cast(? as jsonb)")
    String query;

    CohortEntity() {}

    CohortEntity(Cohort cohort) {
        this.id = cohort.id();
        this.projectId = cohort.project().value();
        this.name = cohort.name();
        this.query = Json.write(cohort.query());
    }

    Cohort toCohort() {
        return new Cohort(id, new ProjectId(projectId), name, Json.read(query, CohortQuery.class));
    }
}
