/** DICOMweb, imports of folders that this machine can read, and the quarantine over HTTP. Decisions are made elsewhere. */
@NullMarked
package org.isocenter.dicom.rest;

import org.jspecify.annotations.NullMarked;
