package org.isocenter.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import org.isocenter.cli.client.IsocenterClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a verb answers: one document or a text on standard output, everything else on standard error. */
public final class Output {
    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private CommandSpec verb;

    /** The verb's result: the document where JSON is asked for, else the text. */
    public void answer(Object document, String text) {
        verb.commandLine().getOut().println(json ? IsocenterClient.json(document) : text);
    }

    /** A sentence for the person who waits. */
    public void say(String sentence) {
        verb.commandLine().getErr().println(sentence);
    }

    /** A bar on standard error. */
    public ProgressBar progress() {
        return new ProgressBar(verb.commandLine().getErr(), isTerminal());
    }

    /** Whether standard error is a terminal; where that cannot be told it counts as a file. */
    private static boolean isTerminal() {
        try {
            return Path.of("/proc/self/fd/2").toRealPath().startsWith("/dev/pts");
        } catch (IOException e) {
            return false;
        }
    }
}
