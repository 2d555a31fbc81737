/**
 * Text that a device wrote into the pixels: finding it, rules about where it stands, blanking it. Nothing here reads what the text says or knows a profile.
 */
@NullMarked
package org.isocenter.dicom.burnedin;

import org.jspecify.annotations.NullMarked;
