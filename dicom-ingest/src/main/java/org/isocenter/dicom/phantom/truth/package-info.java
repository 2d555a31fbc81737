/**
 * What was planted in a generated set. The generator writes it; only the report may open it, so that nothing that is measured can know it.
 */
@NullMarked
package org.isocenter.dicom.phantom.truth;

import org.jspecify.annotations.NullMarked;
