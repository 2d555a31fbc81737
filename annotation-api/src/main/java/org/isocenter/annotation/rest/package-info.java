/** Schemes, label sets and rendered frames over HTTP. Decisions live in the packages of their nouns. */
@NullMarked
package org.isocenter.annotation.rest;

import org.jspecify.annotations.NullMarked;
