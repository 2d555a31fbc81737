package org.isocenter.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.cli.Isocenter;
import picocli.CommandLine;

/** Calls verbs in this process as a person types them, and keeps what the last one said. */
final class Prompt {
    private final Path home;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** Of a stack that runs. */
    Prompt(Path home) {
        this.home = home;
    }

    /** The document that a verb answers with; it must end with an exit code. */
    JsonNode document(int exit, String... args) throws JsonProcessingException {
        List<String> words = new ArrayList<>(List.of(args));
        words.add("--json");
        assertThat(call(words.toArray(String[]::new)))
                .as(() -> words + " said " + err)
                .isEqualTo(exit);
        return new ObjectMapper().readTree(out.toString());
    }

    /** The exit code of a verb that asks the stack. */
    int call(String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        words.addAll(List.of("--home", home.toString()));
        return offline(words.toArray(String[]::new));
    }

    /** The exit code of a verb that needs no stack. */
    int offline(String... args) {
        CommandLine line = Isocenter.commandLine();
        out = new StringWriter();
        err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
