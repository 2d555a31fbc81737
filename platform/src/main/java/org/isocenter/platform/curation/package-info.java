/** What curation found (flags) and what a steward decided about it. A flag alone changes nothing. */
@NullMarked
package org.isocenter.platform.curation;

import org.jspecify.annotations.NullMarked;
