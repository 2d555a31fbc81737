/** DICOM's own nouns after de-identification: study, series, instance, frame, and how they are found and read. Nothing here knows a table or a tag. */
@NullMarked
package org.isocenter.platform.study;

import org.jspecify.annotations.NullMarked;
