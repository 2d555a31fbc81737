/** Label files that people bring, from comma-separated text to labels of frames. Where they are kept is not decided here. */
@NullMarked
package org.isocenter.annotation.labelfile;

import org.jspecify.annotations.NullMarked;
