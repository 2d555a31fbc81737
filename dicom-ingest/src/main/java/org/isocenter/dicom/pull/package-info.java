/** Pulls from archives as jobs do: by plan, within hours and limits, again after failures, and only what is not here yet. How one asks an archive is known elsewhere. */
@NullMarked
package org.isocenter.dicom.pull;

import org.jspecify.annotations.NullMarked;
