/** Deleting a patient or a project for good, and saying which encoders and heads have seen what is gone. Tables and files are not known here. */
@NullMarked
package org.isocenter.platform.purge;

import org.jspecify.annotations.NullMarked;
