/** What this DICOMweb service can do, for machines that ask (PS3.18 8.9, Annex H). The words only; nothing here does it. */
@NullMarked
package org.isocenter.dicom.capability;

import org.jspecify.annotations.NullMarked;
