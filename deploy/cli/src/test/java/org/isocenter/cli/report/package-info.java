/** Tests of the page: what it says, what it draws, and that it loads nothing. */
@NullMarked
package org.isocenter.cli.report;

import org.jspecify.annotations.NullMarked;
