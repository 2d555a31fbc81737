/** Tests of the training module as a whole, and what several rooms' tests need. */
@NullMarked
package org.isocenter.training;

import org.jspecify.annotations.NullMarked;
