/** Tests of the package of the same name. */
@NullMarked
package org.isocenter.platform.cohort;

import org.jspecify.annotations.NullMarked;
