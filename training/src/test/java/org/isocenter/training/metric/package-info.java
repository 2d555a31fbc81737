/** Figures against golden values; intervals against what is known of them. */
@NullMarked
package org.isocenter.training.metric;

import org.jspecify.annotations.NullMarked;
