/** Proofs of the exit codes and of what a verb prints. */
@NullMarked
package org.isocenter.cli.console;

import org.jspecify.annotations.NullMarked;
