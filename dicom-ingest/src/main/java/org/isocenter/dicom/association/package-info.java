/**
 * DICOM over TCP (PS3.8 upper layer, PS3.7 messages): associations, C-ECHO and C-STORE, as acceptor and as requestor. Nothing here parses a data set or knows where objects go.
 */
@NullMarked
package org.isocenter.dicom.association;

import org.jspecify.annotations.NullMarked;
