/**
 * Where in an image a classification head looks: maps, their overlays, and the check that they depend on what was learnt. Which images are explained is
 * chosen elsewhere.
 */
@NullMarked
package org.isocenter.training.explanation;

import org.jspecify.annotations.NullMarked;
