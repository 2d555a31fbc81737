/**
 * Signs that representations lose their variety while the loss looks well: spread, rank, uniformity, alignment. Functions of representations; how
 * often they are asked, and what follows, is decided elsewhere.
 */
@NullMarked
package org.isocenter.training.collapse;

import org.jspecify.annotations.NullMarked;
