/** Whether an object can be taken in: one verdict with reasons, for the pipeline and for the tool. Nothing here stores, changes or sends an object. */
@NullMarked
package org.isocenter.dicom.verdict;

import org.jspecify.annotations.NullMarked;
