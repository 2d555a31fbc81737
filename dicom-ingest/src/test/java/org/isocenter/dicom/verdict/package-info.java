/** Tests of the verdict, on good, malformed and mutated files, in a process with little memory. */
@NullMarked
package org.isocenter.dicom.verdict;

import org.jspecify.annotations.NullMarked;
