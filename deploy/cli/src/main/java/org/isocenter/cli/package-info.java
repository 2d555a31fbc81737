/** The command line: one verb a class, results on standard output, prose and progress on standard error. Work is done elsewhere. */
@NullMarked
package org.isocenter.cli;

import org.jspecify.annotations.NullMarked;
