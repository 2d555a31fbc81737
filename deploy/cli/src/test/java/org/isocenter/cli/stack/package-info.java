/** Tests of the launcher: its parts alone, and, tagged {@code stack}, all of it with real processes. */
@NullMarked
package org.isocenter.cli.stack;

import org.jspecify.annotations.NullMarked;
