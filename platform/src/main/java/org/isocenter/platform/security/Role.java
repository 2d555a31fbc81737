package org.isocenter.platform.security;

/** What an actor may do; where, is said by project membership. */
public enum Role {
    ADMIN(Role.ADMIN_NAME),
    DATA_STEWARD(Role.DATA_STEWARD_NAME),
    RESEARCHER(Role.RESEARCHER_NAME),
    RADIOLOGIST(Role.RADIOLOGIST_NAME),
    ADJUDICATOR(Role.ADJUDICATOR_NAME),
    AUDITOR(Role.AUDITOR_NAME),
    SERVICE(Role.SERVICE_NAME);

    /** Users, projects, settings; sees no image. */
    public static final String ADMIN_NAME = "admin";
    /** Ingests, curates, sees identities. */
    public static final String DATA_STEWARD_NAME = "data-steward";
    /** Builds cohorts, trains, evaluates. */
    public static final String RESEARCHER_NAME = "researcher";
    /** Labels. */
    public static final String RADIOLOGIST_NAME = "radiologist";
    /** Approves labels. */
    public static final String ADJUDICATOR_NAME = "adjudicator";
    /** Reads the trail, nothing else. */
    public static final String AUDITOR_NAME = "auditor";
    /** PACS and workers. */
    public static final String SERVICE_NAME = "service";

    private final String token;

    Role(String token) {
        this.token = token;
    }

    /** The name as the identity provider writes it. */
    public String token() {
        return token;
    }
}
