/** Tests of what a person brings. */
@NullMarked
package org.isocenter.cli.intake;

import org.jspecify.annotations.NullMarked;
