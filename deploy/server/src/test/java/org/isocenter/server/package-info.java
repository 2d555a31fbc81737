/** Tests of the whole application on a real database and a real identity provider. No double of either. */
@NullMarked
package org.isocenter.server;

import org.jspecify.annotations.NullMarked;
