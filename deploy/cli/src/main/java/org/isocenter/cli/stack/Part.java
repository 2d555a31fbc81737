package org.isocenter.cli.stack;

import java.util.Locale;

/** The parts of a stack, in the order in which they start. */
public enum Part {
    DATABASE("PostgreSQL"),
    KEYCLOAK("Keycloak"),
    SERVER("the server"),
    WORKER("the worker");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** How prose calls it. */
    public String title() {
        return title;
    }

    /** The name of its log and of its entry in {@code status}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
