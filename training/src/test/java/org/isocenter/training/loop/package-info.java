/** The training loop, interrupted and not. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.loop;
