/**
 * Brings frames to the encoder: a cache on disk, a seeded order, batches of views made ahead of time. No tensor of any engine is seen here, only arrays.
 */
@NullMarked
package org.isocenter.training.data;

import org.jspecify.annotations.NullMarked;
