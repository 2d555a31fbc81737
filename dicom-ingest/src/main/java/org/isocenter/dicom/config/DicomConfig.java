package org.isocenter.dicom.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of DICOM ingest. */
@ConfigMapping(prefix = "isocenter.dicom")
public interface DicomConfig {
    /** A peer's host where it may call from anywhere. */
    String ANY_HOST = "*";

    /** The address that the DICOM listener binds. */
    @WithDefault("127.0.0.1")
    String bindAddress();

    /** The port of the DICOM listener; 0 for any free one. */
    @WithDefault("11112")
    int port();

    /** The name of a {@code quarkus.tls} configuration with our certificate and the authorities that we trust; with it, a second listener takes callers that show a certificate. */
    Optional<String> tlsConfigurationName();

    /** The port of that listener; 0 for any free one. */
    @WithDefault("2762")
    int tlsPort();

    /** The application entities beside ours, by title. */
    Map<String, Peer> peers();

    /** An application entity that may call from another machine, and that a C-MOVE may send to. */
    interface Peer {

        /** Host of the application entity with this title: it is let in from there alone, from anywhere for {@code *}, and a C-MOVE may send to it. */
        String host();

        /** The port on which this application entity receives. */
        @WithDefault("104")
        int port();

        /** SHA-256 of the certificate that it must show, in hexadecimal; empty for any that we trust. */
        Optional<String> certificate();

        /** Whether it is spoken to over TLS, by {@code isocenter.dicom.tls-configuration-name}. */
        @WithDefault("false")
        boolean tls();
    }

    /** How many associations may be open at a time; more are rejected for now. */
    @WithDefault("32")
    int maxAssociations();

    /** How long a peer may take to ask for its association once it is connected. */
    @WithDefault("15s")
    Duration associationRequestTimeout();

    /** How long a peer may be silent within an association. */
    @WithDefault("60s")
    Duration associationIdleTimeout();

    /** How long an archive may take for one answer to a query or retrieval. */
    @WithDefault("5m")
    Duration archiveTimeout();

    /** Whether this process, in the role {@code dicom}, takes jobs that pull from archives and send to them. */
    @WithDefault("true")
    boolean pulls();

    /** The folder of files with credentials for archives, which their entries name as {@code file:NAME}. */
    @WithDefault("${isocenter.home:${user.home}/.isocenter}/credentials")
    Path credentialsFolder();

    /** Bytes above which one object is refused. */
    @WithDefault("1073741824")
    long maxObjectBytes();

    /** The folder where received objects wait, sealed, mode 700. */
    @WithDefault("${isocenter.home:${user.home}/.isocenter}/spool")
    Path spoolFolder();

    /** Bytes in the spool above which senders are refused. */
    @WithDefault("21474836480")
    long spoolHighWaterBytes();

    /** The folder of objects that could not be taken in, sealed, mode 700. */
    @WithDefault("${isocenter.home:${user.home}/.isocenter}/quarantine")
    Path quarantineFolder();

    /** How long an object that nobody decides about stays in quarantine; then it is removed for good, and the trail says so. */
    @WithDefault("90d")
    Duration quarantineRetention();

    /** A file of private attributes that projects with Retain Safe Private keep beside those of the standard: creator, group and elements in hexadecimal, with tabulators between. */
    Optional<Path> safePrivateFile();

    /** A file of rules about where devices write into pixels, read before those that come with the program; their form is in docs/de-identification.md. */
    Optional<Path> pixelRulesFile();

    /** How young a file may be that database and files disagree about, so that it may still be somebody's work. */
    @WithDefault("1h")
    Duration reconcileGrace();

    /** How often database, store, spool and quarantine are compared, beside each start and each request. */
    @WithDefault("24h")
    Duration reconcileInterval();

    /** How long a STOW request waits for its parts to be indexed before it is answered with 202. */
    @WithDefault("30s")
    Duration stowPatience();

    /** Threads that take objects from the spool to the index. */
    @WithDefault("2")
    int ingestThreads();

    /** How long an object waits that could not be taken further for a fault of ours, such as a database that is down. */
    @WithDefault("10s")
    Duration retryInterval();
}
