/**
 * What training minimises: scalars in float32, computed by kernels and differentiable. A loss knows no network and no view; a method or a head joins
 * them.
 */
@NullMarked
package org.isocenter.training.loss;

import org.jspecify.annotations.NullMarked;
