package org.isocenter.dicom.service;

import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Our certificate for DICOM and whose we trust, by the name of a TLS configuration; read anew for each use, so that a renewed one is taken up. */
@ApplicationScoped
public class DicomTls {
    private final DicomConfig config;
    private final TlsConfigurationRegistry registry;

    public DicomTls(DicomConfig config, TlsConfigurationRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    /** Empty where the settings name none; {@code START_FAILED} where they name one that there is not. */
    public Optional<SSLContext> context() {
        return config.tlsConfigurationName().map(this::context);
    }

    /** {@code START_FAILED} where the settings name none. */
    public SSLContext required() {
        return context()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.START_FAILED,
                        "Expected isocenter.dicom.tls-configuration-name, for a peer with tls."));
    }

    private SSLContext context(String name) {
        try {
            return registry.get(name).orElseThrow().createSSLContext();
        } catch (Exception e) { // what it declares
            throw new PlatformException(
                    ErrorCode.START_FAILED,
                    "Expected a key store and a trust store in quarkus.tls.%s for DICOM over TLS; look at both."
                            .formatted(name),
                    e);
        }
    }
}
