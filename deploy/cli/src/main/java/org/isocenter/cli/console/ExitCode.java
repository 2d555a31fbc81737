package org.isocenter.cli.console;

/** What the process says when it ends. */
public final class ExitCode {
    /** Everything asked for was done; held, quarantined and duplicate by rule are counts. */
    public static final int DONE = 0;
    /** A fault of ours. */
    public static final int INTERNAL = 1;
    /** The call itself was wrong. */
    public static final int WRONG_CALL = 2;
    /** Refused. */
    public static final int REFUSED = 3;
    /** Not found. */
    public static final int NOT_FOUND = 4;
    /** Something that was asked for was not done; see the output. */
    public static final int NOT_DONE = 5;
    /** The input is bad. */
    public static final int BAD_INPUT = 6;

    private ExitCode() {}
}
