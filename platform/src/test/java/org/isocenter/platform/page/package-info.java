/** Tests of the pieces of pages. */
@NullMarked
package org.isocenter.platform.page;

import org.jspecify.annotations.NullMarked;
