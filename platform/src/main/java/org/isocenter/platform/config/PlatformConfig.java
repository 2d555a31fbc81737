package org.isocenter.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the ground. */
@ConfigMapping(prefix = "isocenter.platform")
public interface PlatformConfig {

    /** The state folder. */
    @WithDefault("${isocenter.home:${user.home}/.isocenter}")
    Path home();

    /** The folder of the content-addressed store. */
    @WithDefault("${isocenter.platform.home}/store")
    Path storeFolder();

    /** The folder of the master key and the audit signing key, mode 700. */
    @WithDefault("${isocenter.platform.home}/keys")
    Path keyFolder();

    /** Keys of the map from pseudonym to patient, 64 hexadecimal digits each, the newest first; without them, {@code identity.keys} of the key folder. */
    Optional<List<String>> identityKeys();

    /** The folder outside the database where signed audit roots are kept. */
    @WithDefault("${isocenter.platform.home}/audit")
    Path auditFolder();

    /** Whether a blob's SHA-256 is checked whenever it is read to its end. */
    @WithDefault("true")
    boolean verifyOnRead();

    /** How long a job stays with a worker that no longer renews its lease. */
    @WithDefault("30s")
    Duration leaseDuration();

    /** How often a job may be claimed before it counts as the cause of its workers' end. */
    @WithDefault("10")
    int maxAttempts();

    /** How often new audit events are ordered and chained; at most a second. */
    @WithDefault("500ms")
    Duration sealInterval();

    /** How often a signed root is written. */
    @WithDefault("1m")
    Duration rootInterval();

    /** How often the store is emptied of what nothing names any more. */
    @WithDefault("1m")
    Duration sweepInterval();

    /** How often schedules are looked at; a step begins so long after the one before at most. */
    @WithDefault("5s")
    Duration scheduleInterval();

    /** How long a process that may not migrate waits for the schema's version. */
    @WithDefault("2m")
    Duration schemaWait();
}
