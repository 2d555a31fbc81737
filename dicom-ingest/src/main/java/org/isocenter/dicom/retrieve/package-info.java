/** Stored objects as those who retrieve them take them: found, audited, in another form where that is asked for (PS3.18 10.4). Knows no HTTP. */
@NullMarked
package org.isocenter.dicom.retrieve;

import org.jspecify.annotations.NullMarked;
