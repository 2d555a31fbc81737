/** Schemes, labels and frozen label sets, with training labels and test labels as two types. Who draws or imports them is decided elsewhere. */
@NullMarked
package org.isocenter.platform.label;

import org.jspecify.annotations.NullMarked;
