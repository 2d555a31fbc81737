/**
 * The ground's nouns over HTTP: resources, request and response records, access by role and membership, and the one exception mapper. No decision of the domain is made here. Every resource class has the path {@code /api/v1}: the standard looks only at the classes of the longest matching path, so a longer one would hide the others.
 */
@NullMarked
package org.isocenter.platform.rest;

import org.jspecify.annotations.NullMarked;
