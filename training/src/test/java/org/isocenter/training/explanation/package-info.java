/** Tests of explanations: against slow versions, planted things and random weights. */
@NullMarked
package org.isocenter.training.explanation;

import org.jspecify.annotations.NullMarked;
