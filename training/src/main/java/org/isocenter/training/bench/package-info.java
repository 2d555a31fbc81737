/** Figures for a claim of speed: whole training steps on synthetic images, without a loader and without a server. */
@NullMarked
package org.isocenter.training.bench;

import org.jspecify.annotations.NullMarked;
