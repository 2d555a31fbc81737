/** Probes against golden values. */
@NullMarked
package org.isocenter.training.probe;

import org.jspecify.annotations.NullMarked;
