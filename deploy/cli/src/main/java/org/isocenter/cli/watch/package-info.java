/** Waiting: a pause, and a job of the server followed to its end. What is done afterwards is decided elsewhere. */
@NullMarked
package org.isocenter.cli.watch;

import org.jspecify.annotations.NullMarked;
