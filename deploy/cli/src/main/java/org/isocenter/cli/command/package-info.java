/** The verbs that talk to a server: they read the call, ask the client, and print its answer. No rule of the domain is decided here. */
@NullMarked
package org.isocenter.cli.command;

import org.jspecify.annotations.NullMarked;
