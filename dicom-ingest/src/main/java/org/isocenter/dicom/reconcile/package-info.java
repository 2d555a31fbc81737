/** Compares database, store, spool and quarantine, and repairs what is safe; what a crash left is found here and nowhere else. Who asks for it, and when, is decided in service. */
@NullMarked
package org.isocenter.dicom.reconcile;

import org.jspecify.annotations.NullMarked;
