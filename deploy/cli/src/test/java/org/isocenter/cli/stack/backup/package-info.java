/** Tests of backups that were damaged. */
@NullMarked
package org.isocenter.cli.stack.backup;

import org.jspecify.annotations.NullMarked;
