package org.isocenter.cli.stack.command;

import java.nio.file.Path;
import org.isocenter.cli.stack.StateFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which state folder a verb works on. */
public final class HomeOption {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "State folder; else $ISOCENTER_HOME, else ~/.isocenter.")
    private @Nullable Path home;

    /** The folder, as an absolute path. */
    public StateFolder folder() {
        return home == null ? StateFolder.standard() : new StateFolder(home);
    }
}
