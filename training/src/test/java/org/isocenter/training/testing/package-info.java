/** What the tests of several rooms read: golden tensors and sample images as frames. Nothing here is shipped. */
@NullMarked
package org.isocenter.training.testing;

import org.jspecify.annotations.NullMarked;
