/** Questions to heads about images that are not kept: cleaned, asked, answered, and gone. */
@NullMarked
package org.isocenter.dicom.once;

import org.jspecify.annotations.NullMarked;
