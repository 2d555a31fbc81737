/** Heads measured on test labels. */
@NullMarked
package org.isocenter.training.evaluation;

import org.jspecify.annotations.NullMarked;
