/**
 * Turns a decoded frame into what an encoder sees: windowed, cropped, turned, brightened, normalised. Everything is a plain function of a frame and a
 * random source; no tensor, no engine.
 */
@NullMarked
package org.isocenter.training.view;

import org.jspecify.annotations.NullMarked;
