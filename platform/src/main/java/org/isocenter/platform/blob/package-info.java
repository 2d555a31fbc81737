/** Bytes that are named by their own SHA-256: DICOM objects, weights, masks, reports. Where they lie is decided in storage, what they mean elsewhere. */
@NullMarked
package org.isocenter.platform.blob;

import org.jspecify.annotations.NullMarked;
