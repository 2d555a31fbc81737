/** Reads what people bring from their own disk, so that a server elsewhere can take it in: folders, archives, label and split files. */
@NullMarked
package org.isocenter.cli.upload;

import org.jspecify.annotations.NullMarked;
