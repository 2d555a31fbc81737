package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.pipeline.FolderImport;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.security.ProjectKeys;
import org.jspecify.annotations.Nullable;

/** Imports what lies in a folder or file that the server can read: DICOM, pictures, NumPy archives. */
@Path("/api/v1")
@RolesAllowed(DATA_STEWARD_NAME)
public class ImportResource {
    private final IngestRunner runner;
    private final ProjectKeys keys;
    private final AuditLog audit;
    private final Access access;

    ImportResource(IngestRunner runner, ProjectKeys keys, AuditLog audit, Access access) {
        this.runner = runner;
        this.keys = keys;
        this.audit = audit;
        this.access = access;
    }

    /**
     * What to import.
     *
     * @param path absolute path on the server's machine
     * @param patients patient of a picture by its path relative to that one; others are their own patients
     */
    public record Request(String path, @Nullable Map<String, String> patients) {}

    @POST
    @Path("projects/{project}/imports")
    public FolderImport.Report run(String project, Request request) {
        Project owner = access.project(project);
        java.nio.file.Path source = java.nio.file.Path.of(request.path());
        if (!source.isAbsolute() || !Files.isReadable(source)) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected the absolute path of a folder or file that the server can read.");
        }
        Map<String, String> patients = request.patients() == null ? Map.of() : request.patients();
        FolderImport.Report report = new FolderImport(runner.pipeline(), keys)
                .run(owner, source, name -> Optional.ofNullable(patients.get(name)), ended -> {});
        audit.record(
                AuditEntry.of(AuditType.IMPORT, AuditAction.CREATE, owner.id().value(), "import", owner.name())
                        .times(Math.max(1, report.received()))
                        .with("stored", Integer.toString(report.stored()))
                        .with("duplicates", Integer.toString(report.duplicates()))
                        .with("quarantined", Integer.toString(report.quarantined())));
        return report;
    }
}
