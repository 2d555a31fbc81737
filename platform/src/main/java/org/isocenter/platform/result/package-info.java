/** What a head says about images, and the port through which it becomes DICOM objects. How a head comes to it is not known here. */
@NullMarked
package org.isocenter.platform.result;

import org.jspecify.annotations.NullMarked;
