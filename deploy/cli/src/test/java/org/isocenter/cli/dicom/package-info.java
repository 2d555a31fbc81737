/** Tests of the offline verbs as they are called. Nothing here needs a server. */
@NullMarked
package org.isocenter.cli.dicom;

import org.jspecify.annotations.NullMarked;
