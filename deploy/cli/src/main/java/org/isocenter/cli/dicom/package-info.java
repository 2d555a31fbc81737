/** The offline verbs on DICOM files. They need no server and are the same code that the server runs. */
@NullMarked
package org.isocenter.cli.dicom;

import org.jspecify.annotations.NullMarked;
