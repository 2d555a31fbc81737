/**
 * The generated machines: sites, their scanners, and what a scanner does to a picture (blur, noise, exposure, storage). Nothing here knows anatomy's insides or DICOM's encoding.
 */
@NullMarked
package org.isocenter.dicom.phantom.scanner;

import org.jspecify.annotations.NullMarked;
