/** The one door to a DICOM toolkit: what ingest needs of it, and our own behind it. Another toolkit passes the same contract tests. */
@NullMarked
package org.isocenter.dicom.toolkit;

import org.jspecify.annotations.NullMarked;
