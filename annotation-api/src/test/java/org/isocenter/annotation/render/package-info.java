/** Tests of rendering on frames made by hand. No files. */
@NullMarked
package org.isocenter.annotation.render;

import org.jspecify.annotations.NullMarked;
