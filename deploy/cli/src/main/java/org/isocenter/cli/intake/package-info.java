/** How images and labels that a person brings come into a project of their own, and what is frozen of them. What is done with them is decided elsewhere. */
@NullMarked
package org.isocenter.cli.intake;

import org.jspecify.annotations.NullMarked;
