/** Tests of the listener with everything behind it. */
@NullMarked
package org.isocenter.dicom.service;

import org.jspecify.annotations.NullMarked;
