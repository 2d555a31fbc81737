/**
 * DICOM files (PS3.10): read and written in implicit, explicit, big-endian and deflated encoding, hostile input refused. Nothing here decodes pixels or judges contents.
 */
@NullMarked
package org.isocenter.dicom.part10;

import org.jspecify.annotations.NullMarked;
