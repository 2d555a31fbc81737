/** The cache under damage, deletion and restart; batches that can be found again. */
@NullMarked
package org.isocenter.training.data;

import org.jspecify.annotations.NullMarked;
