package org.isocenter.dicom.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DicomConfigTest {

    @Test
    void every_setting_has_its_documented_default() {
        DicomConfig config = read(Map.of());
        assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(11112);
        assertThat(config.tlsConfigurationName()).isEmpty();
        assertThat(config.tlsPort()).isEqualTo(2762);
        assertThat(config.peers()).isEmpty();
        assertThat(config.maxAssociations()).isEqualTo(32);
        assertThat(config.associationRequestTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.associationIdleTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.archiveTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.pulls()).isTrue();
        assertThat(config.credentialsFolder()).isEqualTo(Path.of("/somebody/.isocenter/credentials"));
        assertThat(config.maxObjectBytes()).isEqualTo(1L << 30);
        assertThat(config.spoolFolder()).isEqualTo(Path.of("/somebody/.isocenter/spool"));
        assertThat(config.spoolHighWaterBytes()).isEqualTo(20L << 30);
        assertThat(config.quarantineFolder()).isEqualTo(Path.of("/somebody/.isocenter/quarantine"));
        assertThat(config.quarantineRetention()).isEqualTo(Duration.ofDays(90));
        assertThat(config.safePrivateFile()).isEmpty();
        assertThat(config.pixelRulesFile()).isEmpty();
        assertThat(config.reconcileGrace()).isEqualTo(Duration.ofHours(1));
        assertThat(config.reconcileInterval()).isEqualTo(Duration.ofDays(1));
        assertThat(config.stowPatience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.ingestThreads()).isEqualTo(2);
        assertThat(config.retryInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void every_setting_is_read_by_its_documented_name() {
        DicomConfig config = read(Map.ofEntries(
                entry("isocenter.dicom.bind-address", "0.0.0.0"),
                entry("isocenter.dicom.port", "104"),
                entry("isocenter.dicom.peers.PACS.host", "pacs.ward"),
                entry("isocenter.dicom.tls-configuration-name", "hospital"),
                entry("isocenter.dicom.tls-port", "11"),
                entry("isocenter.dicom.peers.\"MR 1\".host", "10.0.0.7"),
                entry("isocenter.dicom.peers.\"MR 1\".tls", "true"),
                entry("isocenter.dicom.peers.\"MR 1\".certificate", "ab:cd"),
                entry("isocenter.dicom.peers.\"MR 1\".port", "4242"),
                entry("isocenter.dicom.max-associations", "3"),
                entry("isocenter.dicom.association-request-timeout", "4s"),
                entry("isocenter.dicom.association-idle-timeout", "5s"),
                entry("isocenter.dicom.archive-timeout", "6s"),
                entry("isocenter.dicom.pulls", "false"),
                entry("isocenter.dicom.credentials-folder", "/c"),
                entry("isocenter.dicom.max-object-bytes", "77"),
                entry("isocenter.dicom.spool-folder", "/s"),
                entry("isocenter.dicom.spool-high-water-bytes", "99"),
                entry("isocenter.dicom.quarantine-folder", "/q"),
                entry("isocenter.dicom.quarantine-retention", "7d"),
                entry("isocenter.dicom.safe-private-file", "/p"),
                entry("isocenter.dicom.pixel-rules-file", "/r"),
                entry("isocenter.dicom.reconcile-grace", "3m"),
                entry("isocenter.dicom.reconcile-interval", "6h"),
                entry("isocenter.dicom.stow-patience", "9s"),
                entry("isocenter.dicom.ingest-threads", "4"),
                entry("isocenter.dicom.retry-interval", "2s")));
        assertThat(config.bindAddress()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isEqualTo(104);
        assertThat(config.peers().get("PACS").host()).isEqualTo("pacs.ward");
        assertThat(config.peers().get("PACS").port()).isEqualTo(104);
        assertThat(config.peers().get("PACS").tls()).isFalse();
        assertThat(config.peers().get("PACS").certificate()).isEmpty();
        assertThat(config.peers().get("MR 1").port()).isEqualTo(4242);
        assertThat(config.peers().get("MR 1").tls()).isTrue();
        assertThat(config.peers().get("MR 1").certificate()).contains("ab:cd");
        assertThat(config.tlsConfigurationName()).contains("hospital");
        assertThat(config.tlsPort()).isEqualTo(11);
        assertThat(config.maxAssociations()).isEqualTo(3);
        assertThat(config.associationRequestTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.associationIdleTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.archiveTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.pulls()).isFalse();
        assertThat(config.credentialsFolder()).isEqualTo(Path.of("/c"));
        assertThat(config.maxObjectBytes()).isEqualTo(77);
        assertThat(config.spoolFolder()).isEqualTo(Path.of("/s"));
        assertThat(config.spoolHighWaterBytes()).isEqualTo(99);
        assertThat(config.quarantineFolder()).isEqualTo(Path.of("/q"));
        assertThat(config.quarantineRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.safePrivateFile()).contains(Path.of("/p"));
        assertThat(config.pixelRulesFile()).contains(Path.of("/r"));
        assertThat(config.reconcileGrace()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.reconcileInterval()).isEqualTo(Duration.ofHours(6));
        assertThat(config.stowPatience()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.ingestThreads()).isEqualTo(4);
        assertThat(config.retryInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(DicomConfig.class.getDeclaredMethods()).hasSize(23);
    }

    private static DicomConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValue("user.home", "/somebody")
                .withDefaultValues(settings)
                .withMapping(DicomConfig.class)
                .build()
                .getConfigMapping(DicomConfig.class);
    }
}
