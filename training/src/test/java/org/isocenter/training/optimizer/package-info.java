/** Tests of steps and schedules against golden values. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.optimizer;
