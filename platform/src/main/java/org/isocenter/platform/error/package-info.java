/**
 * Every way to fail has one stable name, one stable number and one sentence here. How a failure travels over HTTP or DIMSE is decided at those edges, not here.
 */
@NullMarked
package org.isocenter.platform.error;

import org.jspecify.annotations.NullMarked;
