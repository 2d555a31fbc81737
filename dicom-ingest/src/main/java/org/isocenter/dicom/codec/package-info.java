/**
 * Code streams of one picture to samples, by the decoders of libraries. Nothing here knows DICOM: what samples mean and which
 * transfer syntax asks for which code stream is known in {@code decode}.
 */
@NullMarked
package org.isocenter.dicom.codec;

import org.jspecify.annotations.NullMarked;
