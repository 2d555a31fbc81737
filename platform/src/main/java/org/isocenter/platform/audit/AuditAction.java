package org.isocenter.platform.audit;

/** Event Action Code of an audit message (PS3.15 A.5.2). */
public enum AuditAction {
    CREATE("C"),
    READ("R"),
    UPDATE("U"),
    DELETE("D"),
    EXECUTE("E");

    private final String code;

    AuditAction(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
