/** Waiting, tested against answers over real HTTP. */
@NullMarked
package org.isocenter.cli.watch;

import org.jspecify.annotations.NullMarked;
