/**
 * The DICOM data set in memory: tags, value representations, elements, character sets and the dictionary. Nothing here reads a file, opens a socket or decodes a pixel.
 */
@NullMarked
package org.isocenter.dicom.dataset;

import org.jspecify.annotations.NullMarked;
