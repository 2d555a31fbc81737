package org.isocenter.cli.client;

/** The people of a local stack, one for each role; a verb acts as the one whose role it needs. */
public enum LocalUser {
    ADMIN("admin", "admin"),
    STEWARD("steward", "data-steward"),
    RESEARCHER("researcher", "researcher"),
    /** Approves what the other researcher trained. */
    SECOND_RESEARCHER("researcher2", "researcher"),
    RADIOLOGIST("radiologist", "radiologist"),
    ADJUDICATOR("adjudicator", "adjudicator"),
    AUDITOR("auditor", "auditor");

    private final String userName;
    private final String role;

    LocalUser(String userName, String role) {
        this.userName = userName;
        this.role = role;
    }

    /** Under which it logs in. */
    public String userName() {
        return userName;
    }

    /** As tokens carry it. */
    public String role() {
        return role;
    }
}
