package org.isocenter.dicom.pull;

import io.quarkus.tls.TlsConfigurationRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.dicom.service.DicomTls;

/** Ways to archives of a test, without certificates and secrets. */
public final class PlainConnections {
    private PlainConnections() {}

    public static ArchiveConnections patient(Duration patience) {
        DicomConfig config = (DicomConfig) Proxy.newProxyInstance(
                DicomConfig.class.getClassLoader(),
                new Class<?>[] {DicomConfig.class},
                (proxy, method, arguments) -> method.getName().equals("archiveTimeout") ? patience : Optional.empty());
        TlsConfigurationRegistry none = (TlsConfigurationRegistry) Proxy.newProxyInstance(
                TlsConfigurationRegistry.class.getClassLoader(),
                new Class<?>[] {TlsConfigurationRegistry.class},
                (proxy, method, arguments) -> Optional.empty());
        return new ArchiveConnections(
                config, new DicomTls(config, none), new Credentials(Path.of("nowhere"), name -> Optional.empty()));
    }
}
