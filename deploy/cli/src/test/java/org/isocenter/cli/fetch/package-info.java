/** Fetching from a server of the test, and from none. */
@org.jspecify.annotations.NullMarked
package org.isocenter.cli.fetch;
