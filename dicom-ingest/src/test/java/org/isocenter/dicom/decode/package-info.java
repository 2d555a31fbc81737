/** Tests of decoding, on real files against hashes that independent tools agree on. Nothing here needs a server. */
@NullMarked
package org.isocenter.dicom.decode;

import org.jspecify.annotations.NullMarked;
