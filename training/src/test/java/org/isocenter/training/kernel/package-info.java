/** Tests of the kernels' call and archive. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.kernel;
