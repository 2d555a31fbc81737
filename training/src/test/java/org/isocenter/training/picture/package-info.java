@NullMarked
package org.isocenter.training.picture;

import org.jspecify.annotations.NullMarked;
