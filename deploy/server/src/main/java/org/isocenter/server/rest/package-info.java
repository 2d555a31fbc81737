/** What the process as a whole shows over HTTP: the start page, and nothing where it has no role for it. */
@NullMarked
package org.isocenter.server.rest;

import org.jspecify.annotations.NullMarked;
