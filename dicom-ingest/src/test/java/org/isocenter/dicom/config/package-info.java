/** Tests of the settings: defaults and names. */
@NullMarked
package org.isocenter.dicom.config;

import org.jspecify.annotations.NullMarked;
