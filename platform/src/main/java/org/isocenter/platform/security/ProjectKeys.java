package org.isocenter.platform.security;

import org.isocenter.platform.project.ProjectId;

/** Gives out the secret key of a project, kept sealed by the master key. */
public interface ProjectKeys {

    /** 32 bytes, for keyed UIDs, pseudonyms and source keys; {@code NOT_FOUND} where there is no such project. */
    byte[] key(ProjectId project);
}
