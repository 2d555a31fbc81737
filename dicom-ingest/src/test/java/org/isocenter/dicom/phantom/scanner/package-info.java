/** Tests of the generated machines: storage ranges and how hard the task is that they leave. Nothing here reads files. */
@NullMarked
package org.isocenter.dicom.phantom.scanner;

import org.jspecify.annotations.NullMarked;
