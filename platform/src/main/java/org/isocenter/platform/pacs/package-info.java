/** The archives that a project pulls from, how they may be loaded, and what is known to have come from them. How one speaks to an archive is not known here. */
@NullMarked
package org.isocenter.platform.pacs;

import org.jspecify.annotations.NullMarked;
