/** Tests of what is read from people's own disks. */
@NullMarked
package org.isocenter.cli.upload;

import org.jspecify.annotations.NullMarked;
