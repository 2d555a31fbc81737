/**
 * What an object of a SOP class must have (PS3.3): the Type of each attribute at each depth, and a check of data sets
 * against it. Values are not judged here, only whether there are any.
 */
@NullMarked
package org.isocenter.dicom.iod;

import org.jspecify.annotations.NullMarked;
