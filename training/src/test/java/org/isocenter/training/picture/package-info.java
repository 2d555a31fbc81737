/** Tests of the pictures that runs make of their images. */
@NullMarked
package org.isocenter.training.picture;

import org.jspecify.annotations.NullMarked;
