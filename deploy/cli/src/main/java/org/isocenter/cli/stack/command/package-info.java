/** The verbs that start, show, stop, bundle, save and restore a local stack. Each only reads its options and prints. */
@NullMarked
package org.isocenter.cli.stack.command;

import org.jspecify.annotations.NullMarked;
