/** Tests of the verbs as they are called, and of their reference in the documentation. */
@NullMarked
package org.isocenter.cli.command;

import org.jspecify.annotations.NullMarked;
