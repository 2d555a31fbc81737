/** Tables, entities and repositories: the ports of the ground on PostgreSQL. Nobody imports this package; injection delivers it. */
@NullMarked
package org.isocenter.platform.persistence;

import org.jspecify.annotations.NullMarked;
