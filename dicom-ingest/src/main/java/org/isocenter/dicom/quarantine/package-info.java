/**
 * Where objects wait that could not be taken in: sealed, each with its error code, until a data steward requeues or discards it. Nothing here shows an identity.
 */
@NullMarked
package org.isocenter.dicom.quarantine;

import org.jspecify.annotations.NullMarked;
