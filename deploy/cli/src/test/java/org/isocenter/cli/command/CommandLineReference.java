package org.isocenter.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.isocenter.cli.Isocenter;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the reference of verbs from the verbs themselves. */
final class CommandLineReference {
    private static final String HEADER = """
            # Command line

            Generated from the verbs. `deploy/isocenter VERB` talks to the local stack and logs in by itself;
            with `--server URL --token-file FILE` it talks to a server anywhere. Results go to standard output, as one document
            with `--json`; prose and progress go to standard error.

            | exit code | means |
            | --- | --- |
            | 0 | done; held, quarantined and duplicate by rule are counts, not failures |
            | 1 | a fault of Isocenter itself |
            | 2 | the call was wrong |
            | 3 | refused: not logged in, not allowed, or in conflict with what is there |
            | 4 | not found |
            | 5 | something that was asked for was not done; see the output |
            | 6 | the input is bad |

            Every verb that talks to a server takes:
            """;
    private static final Set<String> EVERYWHERE = Set.of("--home", "--server", "--token-file", "--user", "--json");

    private CommandLineReference() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEADER);
        CommandLine any = Isocenter.commandLine().getSubcommands().get("import");
        text.append(table(any.getCommandSpec().options().stream()
                .filter(CommandLineReference::isEverywhere)
                .toList()));
        Isocenter.commandLine().getSubcommands().values().stream()
                .distinct()
                .filter(verb -> !verb.getCommandName().equals("help"))
                .forEach(verb -> append(text, verb));
        return text.toString();
    }

    private static void append(StringBuilder text, CommandLine verb) {
        CommandSpec spec = verb.getCommandSpec();
        text.append("\n%s %s\n\n%s\n"
                .formatted(
                        verb.getParent().getParent() == null ? "##" : "###",
                        spec.qualifiedName(),
                        line(spec.usageMessage().description())));
        if (verb.getSubcommands().isEmpty()) {
            text.append("\n```\n").append(synopsis(verb)).append("\n```\n").append(table(own(spec)));
        }
        verb.getSubcommands().values().forEach(each -> append(text, each));
    }

    private static String synopsis(CommandLine verb) {
        return verb.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private static List<ArgSpec> own(CommandSpec spec) {
        List<ArgSpec> arguments = new ArrayList<>(spec.positionalParameters());
        spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp() && !isEverywhere(option))
                .forEach(arguments::add);
        return arguments;
    }

    private static boolean isEverywhere(OptionSpec option) {
        return EVERYWHERE.contains(option.longestName());
    }

    private static String table(List<? extends ArgSpec> arguments) {
        return arguments.isEmpty()
                ? ""
                : arguments.stream()
                        .map(each -> "| `%s` | %s |\n".formatted(name(each), line(each.description())))
                        .collect(Collectors.joining("", "\n| argument | meaning |\n| --- | --- |\n", ""));
    }

    private static String name(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            String names = String.join(", ", option.names());
            return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
        }
        return argument.paramLabel();
    }

    private static String line(String[] words) {
        return String.join(" ", words).replace("|", "\\|");
    }
}
