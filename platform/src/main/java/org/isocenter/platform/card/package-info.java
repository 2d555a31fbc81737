/**
 * The model card: what is known of a head on one sheet (Mitchell et al. 2019, <a href="https://arxiv.org/abs/1810.03993">arXiv:1810.03993</a>), as a
 * record, as Markdown and as a page. It gathers and writes; it measures nothing.
 */
@NullMarked
package org.isocenter.platform.card;

import org.jspecify.annotations.NullMarked;
