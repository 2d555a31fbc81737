/**
 * The same object in another transfer syntax: frames decoded and encoded anew, the header told of it. How one picture becomes a
 * code stream is known in {@code codec}.
 */
@NullMarked
package org.isocenter.dicom.transcode;

import org.jspecify.annotations.NullMarked;
