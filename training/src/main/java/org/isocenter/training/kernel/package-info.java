/**
 * Numerical work that DJL's array interface lacks or is slow at, as readable TorchScript text that libtorch runs and differentiates. What is computed
 * is written in the resources beside this package; which network or loss uses it is decided elsewhere.
 */
@NullMarked
package org.isocenter.training.kernel;

import org.jspecify.annotations.NullMarked;
