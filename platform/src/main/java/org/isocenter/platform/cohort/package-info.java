/** A named query over instances and its frozen versions, each with a hash and a split by patient. Labels live next door. */
@NullMarked
package org.isocenter.platform.cohort;

import org.jspecify.annotations.NullMarked;
