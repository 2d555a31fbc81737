/**
 * Where an instance waits between its arrival and its index entry: sealed files, forced before anyone is answered. With quarantine the only place with identified bytes; nothing here reads them.
 */
@NullMarked
package org.isocenter.dicom.spool;

import org.jspecify.annotations.NullMarked;
