/**
 * Finds images that may be wrong, harmful or redundant, each with a score, a reason and the figures behind it. A finding is a reason to look; it changes
 * and deletes nothing.
 */
@NullMarked
package org.isocenter.training.curation;

import org.jspecify.annotations.NullMarked;
