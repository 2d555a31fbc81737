/**
 * Code streams of one picture to samples and back, by our own codecs and a library's. Nothing here knows DICOM: what samples mean and which
 * transfer syntax asks for which code stream is known in {@code decode}.
 */
@NullMarked
package org.isocenter.dicom.codec;

import org.jspecify.annotations.NullMarked;
