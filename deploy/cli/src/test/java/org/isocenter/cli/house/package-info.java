/** Proofs that the command line keeps the rules of the house. */
@NullMarked
package org.isocenter.cli.house;

import org.jspecify.annotations.NullMarked;
