/** The training loop of every self-supervised method: steps, curves, checkpoints from which a run goes on as if it had never stopped. It knows no method by name. */
@NullMarked
package org.isocenter.training.loop;

import org.jspecify.annotations.NullMarked;
