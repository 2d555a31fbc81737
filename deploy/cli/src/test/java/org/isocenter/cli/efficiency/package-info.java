/** Tests of the curves of few labels. */
@NullMarked
package org.isocenter.cli.efficiency;

import org.jspecify.annotations.NullMarked;
