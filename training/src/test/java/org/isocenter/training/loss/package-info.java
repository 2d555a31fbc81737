/** Tests of losses and their gradients against golden values and slow versions. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.loss;
