package org.isocenter.cli.client;

import java.nio.file.Path;

/** Finds the local stack of a state folder. */
public interface LocalStack {

    /**
     * The stack's server as one of its local users sees it; {@code NOT_RUNNING} where there is none.
     *
     * @param home the state folder
     * @param user such as {@code researcher}; the first call logs in, later ones renew the token
     */
    Server connect(Path home, String user);
}
