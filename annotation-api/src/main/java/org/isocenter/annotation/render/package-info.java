/** A frame through its window, with a mask over it, as a picture that a browser shows. Knows no HTTP and no database. */
@NullMarked
package org.isocenter.annotation.render;

import org.jspecify.annotations.NullMarked;
