package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.InstanceVersion;
import org.isocenter.platform.study.Series;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.Study;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.jspecify.annotations.Nullable;

/** De-identified studies, series and instances, read only. */
@Path("/api/v1")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class StudyResource {
    private final StudyIndex index;
    private final BlobStore blobs;
    private final AuditLog audit;
    private final Access access;

    StudyResource(StudyIndex index, BlobStore blobs, AuditLog audit, Access access) {
        this.index = index;
        this.blobs = blobs;
        this.audit = audit;
        this.access = access;
    }

    /** A study as it is shown. */
    public record StudyView(
            String studyInstanceUid,
            String patient,
            List<String> modalities,
            int series,
            int instances,
            Map<String, Object> headers) {
        static StudyView of(Study study) {
            return new StudyView(
                    study.uid().value(),
                    study.patient().value(),
                    study.modalities(),
                    study.series(),
                    study.instances(),
                    study.headers());
        }
    }

    /** A series as it is shown. */
    public record SeriesView(
            String seriesInstanceUid,
            String studyInstanceUid,
            String modality,
            int instances,
            Map<String, Object> headers) {
        static SeriesView of(Series series) {
            return new SeriesView(
                    series.uid().value(),
                    series.study().value(),
                    series.modality().code(),
                    series.instances(),
                    series.headers());
        }
    }

    /** An instance as it is shown. */
    public record InstanceView(
            String sopInstanceUid,
            String seriesInstanceUid,
            String studyInstanceUid,
            String patient,
            String modality,
            int frames,
            Map<String, Object> headers) {
        static InstanceView of(InstanceRecord instance) {
            return new InstanceView(
                    instance.instance().value(),
                    instance.series().value(),
                    instance.study().value(),
                    instance.patient().value(),
                    instance.modality().code(),
                    instance.frames(),
                    instance.headers());
        }
    }

    /** One content of an instance that came several times, as it is shown; the one without an end is the one that is found. */
    public record VersionView(
            int number,
            String patient,
            int frames,
            Instant storedAt,
            @Nullable Instant supersededAt) {
        static VersionView of(InstanceVersion version) {
            return new VersionView(
                    version.number(),
                    version.patient().value(),
                    version.frames(),
                    version.storedAt(),
                    version.supersededAt().orElse(null));
        }
    }

    @GET
    @Path("projects/{project}/studies")
    public PageResponse<StudyView> studies(
            String project,
            @QueryParam("modality") @Nullable String modality,
            @QueryParam("patient") @Nullable String patient,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        List<Criterion> criteria = java.util.stream.Stream.concat(
                        equal(HeaderKey.MODALITY, modality), equal(HeaderKey.PATIENT, patient))
                .toList();
        return PageResponse.of(index.studies(query(project, criteria, cursor, limit)), StudyView::of);
    }

    @GET
    @Path("projects/{project}/studies/{study}/series")
    public PageResponse<SeriesView> series(
            String project,
            String study,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        List<Criterion> criteria = List.of(Criterion.is(HeaderKey.STUDY_UID, study));
        return PageResponse.of(index.series(query(project, criteria, cursor, limit)), SeriesView::of);
    }

    @GET
    @Path("projects/{project}/studies/{study}/instances")
    public PageResponse<InstanceView> instances(
            String project,
            String study,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        List<Criterion> criteria = List.of(Criterion.is(HeaderKey.STUDY_UID, study));
        return PageResponse.of(index.find(query(project, criteria, cursor, limit)), InstanceView::of);
    }

    @GET
    @Path("projects/{project}/instances/{instance}")
    public InstanceView instance(String project, String instance) {
        return InstanceView.of(found(access.project(project), instance));
    }

    private InstanceRecord found(Project owner, String instance) {
        return access.row(index.get(owner.id(), new SopInstanceUid(instance)), InstanceRecord::project);
    }

    /** The newest first; more than one where the project keeps versions. */
    @GET
    @Path("projects/{project}/instances/{instance}/versions")
    public List<VersionView> versions(String project, String instance) {
        Project owner = access.project(project);
        InstanceRecord found = found(owner, instance);
        return index.versions(owner.id(), found.instance()).stream()
                .map(VersionView::of)
                .toList();
    }

    /** The stored object of a version. */
    @GET
    @Path("projects/{project}/instances/{instance}/versions/{number}")
    @Produces("application/dicom")
    public InputStream version(String project, String instance, int number) {
        Project owner = access.project(project);
        InstanceRecord found = found(owner, instance);
        InstanceVersion version = access.row(
                index.versions(owner.id(), found.instance()).stream()
                        .filter(each -> each.number() == number)
                        .findFirst(),
                each -> owner.id());
        audit.imageRead(AuditEntry.of(
                AuditType.DICOM_INSTANCES_ACCESSED,
                AuditAction.READ,
                owner.id().value(),
                "study",
                found.study().value()));
        return blobs.open(version.blob());
    }

    private StudyQuery query(String project, List<Criterion> criteria, @Nullable String cursor, int limit) {
        return new StudyQuery(access.project(project).id(), criteria, Optional.ofNullable(cursor), limit);
    }

    private static java.util.stream.Stream<Criterion> equal(HeaderKey key, @Nullable String value) {
        return Optional.ofNullable(value).map(given -> Criterion.is(key, given)).stream();
    }
}
