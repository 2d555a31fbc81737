package org.isocenter.platform.blob;

import java.util.Optional;
import org.isocenter.platform.project.ProjectId;

/**
 * A row that names a blob.
 *
 * @param what kind of thing, such as {@code instance}
 * @param project whose it is, where that is known
 * @param name which one
 * @param blob what it names
 */
public record NamedBlob(String what, Optional<ProjectId> project, String name, BlobKey blob) {}
