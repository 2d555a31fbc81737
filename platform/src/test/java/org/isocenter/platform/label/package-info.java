/** Tests of what a label may say. */
@NullMarked
package org.isocenter.platform.label;

import org.jspecify.annotations.NullMarked;
