package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.pipeline.ArchiveImport;
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

/** Imports what lies in a folder or file that the server can read, or what is sent: DICOM, pictures, NumPy archives. */
@Path("/api/v1")
@RolesAllowed(DATA_STEWARD_NAME)
public class ImportResource {
    private final IngestRunner runner;
    private final ProjectKeys keys;
    private final AuditLog audit;
    private final Access access;
    private final DicomConfig config;

    ImportResource(IngestRunner runner, ProjectKeys keys, AuditLog audit, Access access, DicomConfig config) {
        this.runner = runner;
        this.keys = keys;
        this.audit = audit;
        this.access = access;
        this.config = config;
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
        return audited(owner, read(owner, source, name -> Optional.ofNullable(patients.get(name))));
    }

    private FolderImport.Report read(
            Project owner, java.nio.file.Path source, Function<String, Optional<String>> patients) {
        if (!source.toString().endsWith(".zip")) {
            return new FolderImport(runner.pipeline(), keys, config.maxObjectBytes())
                    .run(owner, source, patients, ended -> {});
        }
        try (InputStream archive = Files.newInputStream(source)) {
            return archives().run(owner, archive, patients);
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.UNREADABLE_IMAGE, "Expected a ZIP archive; it could not be opened. Import it again.", e);
        }
    }

    private ArchiveImport archives() {
        return new ArchiveImport(runner.pipeline(), keys, config.maxObjectBytes());
    }

    /** Imports what a ZIP holds while it arrives; a NumPy archive is one, too. */
    @POST
    @Path("projects/{project}/uploads")
    @Consumes("application/zip")
    public FolderImport.Report upload(String project, InputStream archive) {
        Project owner = access.project(project);
        return audited(owner, archives().run(owner, archive, name -> Optional.empty()));
    }

    private FolderImport.Report audited(Project owner, FolderImport.Report report) {
        audit.record(
                AuditEntry.of(AuditType.IMPORT, AuditAction.CREATE, owner.id().value(), "import", owner.name())
                        .times(Math.max(1, report.received()))
                        .with("stored", Integer.toString(report.stored()))
                        .with("duplicates", Integer.toString(report.duplicates()))
                        .with("quarantined", Integer.toString(report.quarantined())));
        return report;
    }
}
