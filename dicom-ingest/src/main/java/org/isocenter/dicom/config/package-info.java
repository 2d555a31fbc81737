/** The settings of DICOM ingest, each with its default and one sentence. */
@NullMarked
package org.isocenter.dicom.config;

import org.jspecify.annotations.NullMarked;
