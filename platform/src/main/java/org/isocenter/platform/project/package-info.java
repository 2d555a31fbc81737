/** A project owns everything: its name, its AE title, its choice of de-identification and its members. Keys live in security. */
@NullMarked
package org.isocenter.platform.project;

import org.jspecify.annotations.NullMarked;
