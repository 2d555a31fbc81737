/**
 * How parameters follow their gradients: rules of one step, the state that they keep, and the schedules that rates follow. What is minimised, and
 * when a step is taken, is decided elsewhere.
 */
@NullMarked
package org.isocenter.training.optimizer;

import org.jspecify.annotations.NullMarked;
