/** Ingest over HTTP: STOW-RS, imports of folders that this machine can read, and the quarantine. Decisions are made elsewhere. */
@NullMarked
package org.isocenter.dicom.rest;

import org.jspecify.annotations.NullMarked;
