/**
 * The local stack: PostgreSQL, Keycloak, the server and a worker as child processes with their state in one folder.
 * What the server does is not known here; verbs of the command line that need a server ask for a connection.
 */
@NullMarked
package org.isocenter.cli.stack;

import org.jspecify.annotations.NullMarked;
