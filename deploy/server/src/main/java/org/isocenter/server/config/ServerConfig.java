package org.isocenter.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Settings of a process of Isocenter. */
@ConfigMapping(prefix = "isocenter.server")
public interface ServerConfig {

    /** What this process does: any of {@code api}, {@code dicom}, {@code worker}; set it as {@code isocenter.roles}. */
    @WithDefault("${isocenter.roles:api,dicom,worker}")
    Set<ProcessRole> roles();
}
