package org.isocenter.platform.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyUid;

/** Opens pictures of runs; the look at each study that is seen in one is audited. */
@ApplicationScoped
class RunPictureLooks {
    private final StudyIndex index;
    private final BlobStore blobs;
    private final AuditLog audit;

    RunPictureLooks(StudyIndex index, BlobStore blobs, AuditLog audit) {
        this.index = index;
        this.blobs = blobs;
        this.audit = audit;
    }

    /** The PNG. */
    InputStream open(ProjectId project, JobPicture picture) {
        index.get(project, picture.instances()).values().stream()
                .map(InstanceRecord::study)
                .collect(Collectors.toSet())
                .forEach(study -> seen(project, study));
        return blobs.open(picture.blob());
    }

    private void seen(ProjectId project, StudyUid study) {
        audit.imageRead(AuditEntry.of(
                AuditType.DICOM_INSTANCES_ACCESSED, AuditAction.READ, project.value(), "study", study.value()));
    }
}
