/** What a STOW-RS request brings, part by part, and what becomes of each (PS3.18 10.5). Knows no HTTP. */
@NullMarked
package org.isocenter.dicom.stow;

import org.jspecify.annotations.NullMarked;
