/**
 * Asks other archives: what they have, and for the objects themselves, over associations or DICOMweb; spans of time are halved until no answer is cut off.
 * What is done with the objects, and when one may ask, is not known here.
 */
@NullMarked
package org.isocenter.dicom.archive;

import org.jspecify.annotations.NullMarked;
