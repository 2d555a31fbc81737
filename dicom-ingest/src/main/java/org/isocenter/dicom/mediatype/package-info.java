/** Media types and what a request accepts of them (RFC 9110 12.5.1, PS3.18 8.7). Knows no HTTP server. */
@NullMarked
package org.isocenter.dicom.mediatype;

import org.jspecify.annotations.NullMarked;
