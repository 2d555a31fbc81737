/** What a query identifier asks, and the data sets that answer it (PS3.4 Annex C). */
@NullMarked
package org.isocenter.dicom.query;

import org.jspecify.annotations.NullMarked;
