/**
 * De-identification by PS3.15 Annex E: the table as a resource, one action a class, a profile that resolves them, and keyed identities. Nothing here reads a file, opens a socket or knows where objects come from.
 */
@NullMarked
package org.isocenter.dicom.deidentify;

import org.jspecify.annotations.NullMarked;
