/** Encoders against golden values. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.encoder;
