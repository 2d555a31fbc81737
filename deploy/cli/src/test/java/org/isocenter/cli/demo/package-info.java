/** Tests of the parts of a run: what files say, what is chosen, what is sent. */
@NullMarked
package org.isocenter.cli.demo;

import org.jspecify.annotations.NullMarked;
