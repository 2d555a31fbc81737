/** How long the parts of ingest take, by JMH. */
@NullMarked
package org.isocenter.dicom.bench;

import org.jspecify.annotations.NullMarked;
