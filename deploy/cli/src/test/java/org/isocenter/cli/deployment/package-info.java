/** What the files for containers promise, held against the settings that there are. No container is started here. */
@NullMarked
package org.isocenter.cli.deployment;

import org.jspecify.annotations.NullMarked;
