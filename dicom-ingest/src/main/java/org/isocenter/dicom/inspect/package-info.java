/** What can be said about a file: verdict, header, figures of every frame. Nothing here changes or sends anything. */
@NullMarked
package org.isocenter.dicom.inspect;

import org.jspecify.annotations.NullMarked;
