package org.isocenter.cli.stack;

import java.util.List;
import org.isocenter.platform.security.Role;

/**
 * Someone who may log in to a local stack.
 *
 * @param name the user name
 * @param role the one role
 */
record LocalUser(String name, Role role) {

    /** One for each role, and a second researcher, since nobody approves a head of one's own. */
    static final List<LocalUser> ALL = List.of(
            new LocalUser("admin", Role.ADMIN),
            new LocalUser("steward", Role.DATA_STEWARD),
            new LocalUser("researcher", Role.RESEARCHER),
            new LocalUser("researcher2", Role.RESEARCHER),
            new LocalUser("radiologist", Role.RADIOLOGIST),
            new LocalUser("adjudicator", Role.ADJUDICATOR),
            new LocalUser("auditor", Role.AUDITOR),
            new LocalUser("pacs", Role.SERVICE));
}
