/** Tests of label files. No database. */
@NullMarked
package org.isocenter.annotation.labelfile;

import org.jspecify.annotations.NullMarked;
