/** Tests of ingest as it runs: resources, listener, database, store. Needs a PostgreSQL of its own, which the tests start. */
@NullMarked
package org.isocenter.dicom.multipart;

import org.jspecify.annotations.NullMarked;
