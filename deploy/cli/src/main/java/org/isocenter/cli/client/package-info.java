/** The way to a server's REST resources. What a verb does with the answers lives with the verb. */
@NullMarked
package org.isocenter.cli.client;

import org.jspecify.annotations.NullMarked;
