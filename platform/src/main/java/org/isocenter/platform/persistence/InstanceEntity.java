package org.isocenter.platform.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyUid;
import org.jspecify.annotations.Nullable;

/** A row of table instance; written once, by an insert that ignores duplicates. */
@Entity
@Immutable
@Table(name = "instance")
class InstanceEntity {
    @Id
    UUID id;

    @Column(name = "project_id")
    UUID projectId;

    @Column(name = "study_uid")
    String studyUid;

    @Column(name = "series_uid")
    String seriesUid;

    @Column(name = "sop_uid")
    String sopUid;

    @Column(name = "instance_number")
    int instanceNumber;

    String patient;
    String blob;
    int frames;
    String modality;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> headers;

    @Nullable
    @Column(name = "source_key")
    String sourceKey;

    @Nullable
    String digest;

    InstanceEntity() {}

    InstanceRecord toRecord() {
        return new InstanceRecord(
                new SopInstanceUid(sopUid),
                new SeriesUid(seriesUid),
                new StudyUid(studyUid),
                new Pseudonym(patient),
                new ProjectId(projectId),
                new BlobKey(blob),
                frames,
                new Modality(modality),
                headers,
                Optional.ofNullable(sourceKey),
                Optional.ofNullable(digest));
    }
}
