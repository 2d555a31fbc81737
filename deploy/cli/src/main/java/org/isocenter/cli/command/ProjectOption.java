package org.isocenter.cli.command;

import picocli.CommandLine.Option;

/** Whose things a verb is about. */
public final class ProjectOption {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            defaultValue = "default",
            description = "Name or identifier of the project; without it ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private String project;

    public String name() {
        return project;
    }
}
