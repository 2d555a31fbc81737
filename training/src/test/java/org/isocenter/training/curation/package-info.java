/** Curation signals against planted problems with known truth. */
@NullMarked
package org.isocenter.training.curation;

import org.jspecify.annotations.NullMarked;
