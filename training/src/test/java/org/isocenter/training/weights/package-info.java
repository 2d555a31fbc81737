/** Weights files, whole and broken. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.weights;
