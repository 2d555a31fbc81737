/**
 * Self-supervised methods, one class each, and the small networks that they need beside the encoder. A method joins views, an encoder, heads and a loss;
 * when steps are taken and how parameters move is decided elsewhere.
 */
@NullMarked
package org.isocenter.training.method;

import org.jspecify.annotations.NullMarked;
