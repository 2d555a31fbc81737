/** The ground's nouns over HTTP: resources, request and response records, access by role and membership, and the one exception mapper. No decision of the domain is made here. */
@NullMarked
package org.isocenter.platform.rest;

import org.jspecify.annotations.NullMarked;
