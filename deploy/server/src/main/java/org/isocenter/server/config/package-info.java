/** The settings of a process as a whole. Each module keeps its own settings in its own interface. */
@NullMarked
package org.isocenter.server.config;

import org.jspecify.annotations.NullMarked;
