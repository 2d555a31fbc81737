/** Pieces of HTML pages that load nothing: elements, figures in words, plots, the one style. What a page says is decided elsewhere. */
@NullMarked
package org.isocenter.platform.page;

import org.jspecify.annotations.NullMarked;
