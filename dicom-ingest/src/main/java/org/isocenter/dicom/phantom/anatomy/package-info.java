/**
 * The generated body: shapes in millimetres, tissue in Hounsfield units, lesions with exact borders, and the two ways to take a picture of it. Nothing here knows DICOM, files or people.
 */
@NullMarked
package org.isocenter.dicom.phantom.anatomy;

import org.jspecify.annotations.NullMarked;
