/**
 * Saves and restores what a state folder cannot lose: database, store, keys, passwords and signed audit roots. Spool and
 * quarantine hold identified bytes and are never saved.
 */
@NullMarked
package org.isocenter.cli.stack.backup;

import org.jspecify.annotations.NullMarked;
