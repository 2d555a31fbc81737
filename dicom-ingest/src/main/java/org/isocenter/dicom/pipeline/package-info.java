/**
 * From the spool to the index: parse, de-identify, decode, store, index, or quarantine. Every way in ends here; nothing here knows a socket, a request or Quarkus.
 */
@NullMarked
package org.isocenter.dicom.pipeline;

import org.jspecify.annotations.NullMarked;
