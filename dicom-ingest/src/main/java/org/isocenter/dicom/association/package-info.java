/**
 * DICOM over TCP (PS3.8 upper layer, PS3.7 messages): associations, verification, storage, query and retrieve, as acceptor and as requestor. Nothing here knows where
 * objects go or come from.
 */
@NullMarked
package org.isocenter.dicom.association;

import org.jspecify.annotations.NullMarked;
