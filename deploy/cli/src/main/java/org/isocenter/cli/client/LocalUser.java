package org.isocenter.cli.client;

import java.util.List;
import org.isocenter.platform.security.Role;

/**
 * The people of a local stack, one for each role; a verb acts as the one whose role it needs. The second researcher
 * approves what the other trained, since nobody approves a head of one's own.
 */
public enum LocalUser {
    ADMIN("admin", Role.ADMIN),
    STEWARD("steward", Role.DATA_STEWARD),
    RESEARCHER("researcher", Role.RESEARCHER),
    SECOND_RESEARCHER("researcher2", Role.RESEARCHER),
    RADIOLOGIST("radiologist", Role.RADIOLOGIST),
    ADJUDICATOR("adjudicator", Role.ADJUDICATOR),
    AUDITOR("auditor", Role.AUDITOR),
    PACS("pacs", Role.SERVICE);

    /** All of them. */
    public static final List<LocalUser> ALL = List.of(values());

    private final String userName;
    private final Role role;

    LocalUser(String userName, Role role) {
        this.userName = userName;
        this.role = role;
    }

    /** Under which it logs in. */
    public String userName() {
        return userName;
    }

    /** The one role. */
    public Role role() {
        return role;
    }
}
