package org.isocenter.dicom.pull;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.isocenter.dicom.archive.ArchiveClient;
import org.isocenter.dicom.archive.DicomwebArchive;
import org.isocenter.dicom.archive.DimseArchive;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.service.DicomTls;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.Connection;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.project.Project;

/** Opens the way to an archive as its entry says, in the name of the project that asks. */
@ApplicationScoped
public class ArchiveConnections {
    private final DicomConfig config;
    private final DicomTls tls;
    private final Credentials credentials;

    ArchiveConnections(DicomConfig config, DicomTls tls, Credentials credentials) {
        this.config = config;
        this.tls = tls;
        this.credentials = credentials;
    }

    /** Refuses an entry that could never be used. */
    public void require(Connection connection) {
        if (connection instanceof Connection.Dicomweb web) {
            web.credentials().ifPresent(credentials::require);
        }
        if (connection instanceof Connection.Dimse dimse
                && dimse.tls()
                && config.tlsConfigurationName().isEmpty()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected a certificate of this server for an archive with TLS; set isocenter.dicom.tls-configuration-name and start it again.");
        }
    }

    /** A client, still unasked; it calls itself by the project's AE title. */
    public ArchiveClient open(Project project, RemoteArchive archive) {
        if (archive.connection() instanceof Connection.Dimse dimse) {
            Optional<SSLContext> context = dimse.tls() ? Optional.of(tls.required()) : Optional.empty();
            Peer peer = new Peer(
                    dimse.host(), dimse.port(), dimse.aeTitle(), project.aeTitle(), config.archiveTimeout(), context);
            return new DimseArchive(peer, dimse.retrieve());
        }
        Connection.Dicomweb web = (Connection.Dicomweb) archive.connection();
        return new DicomwebArchive(new DicomwebArchive.Settings(
                web.url(),
                () -> web.credentials().map(credentials::authorization),
                config.archiveTimeout(),
                config.maxObjectBytes(),
                tls.context()));
    }
}
