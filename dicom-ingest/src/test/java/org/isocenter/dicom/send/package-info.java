/** What is sent to archives, and what they refuse, over associations of a test's own. */
@NullMarked
package org.isocenter.dicom.send;

import org.jspecify.annotations.NullMarked;
