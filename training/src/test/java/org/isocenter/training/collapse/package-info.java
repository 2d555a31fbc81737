/** Tests of the signs of collapse against golden values. */
@org.jspecify.annotations.NullMarked
package org.isocenter.training.collapse;
