package org.isocenter.cli.client;

import java.net.URI;
import java.util.function.Supplier;

/**
 * A running server and the right to talk to it.
 *
 * @param url where its resources start, such as {@code http://localhost:8080}, without {@code /api}
 * @param token gives a bearer token that is valid for the next request; asked before each one
 */
public record Server(URI url, Supplier<String> token) {}
