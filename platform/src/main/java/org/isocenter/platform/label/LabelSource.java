package org.isocenter.platform.label;

import java.util.Optional;

/**
 * Where labels of a set come from. All that there are were brought in files: who read the images is not known of them.
 *
 * @param importedBy user name of the one who brought them; empty for those from before it was kept beside them
 * @param labels how many of the set
 */
public record LabelSource(Optional<String> importedBy, int labels) {}
