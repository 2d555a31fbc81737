/** What a verb tells its caller: the exit code, one document on standard output, prose and progress on standard error. No verb lives here. */
@NullMarked
package org.isocenter.cli.console;

import org.jspecify.annotations.NullMarked;
