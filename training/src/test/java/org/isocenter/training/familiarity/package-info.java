/** Checks that strange images are told from familiar ones at the stated rate. */
@NullMarked
package org.isocenter.training.familiarity;

import org.jspecify.annotations.NullMarked;
