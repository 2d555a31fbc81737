package org.isocenter.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the reference of settings from the configuration interfaces of all modules. */
final class ConfigurationReference {
    private static final List<String> MODULES =
            List.of("platform", "dicom-ingest", "training", "annotation-api", "deploy/server");
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MEMBER = Pattern.compile(
            "/\\*\\*(?<text>(?:(?!\\*/).)*)\\*/\\s+(?:@WithDefault\\(\"(?<value>[^\"]*)\"\\)\\s+)?(?<type>[\\w<>, ]+) (?<name>\\w+)\\(\\);",
            Pattern.DOTALL);

    /** A group of settings that a map holds by name. */
    private static final Pattern GROUP =
            Pattern.compile("\\s+/\\*\\*(?:(?!\\*/).)*\\*/\\s+interface (\\w+) \\{(.*?)\n    \\}", Pattern.DOTALL);

    private ConfigurationReference() {}

    static String of(Path root) throws IOException {
        StringBuilder text = new StringBuilder("""
                # Settings

                Generated from the configuration interfaces. Each can be given as a system property, an environment variable
                (`ISOCENTER_PLATFORM_HOME`) or a line of `config/application.properties`. Database, issuer, TLS and log settings are
                those of Quarkus: `quarkus.datasource.*`, `quarkus.oidc.*`, `quarkus.tls.*`, `quarkus.http.*`, `quarkus.log.*`.
                """);
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Config.java"))
                        .sorted()
                        .toList()) {
                    text.append(table(module, Files.readString(file)));
                }
            }
        }
        return text.toString();
    }

    private static String table(String module, String source) {
        Matcher prefix = PREFIX.matcher(source);
        if (!prefix.find()) {
            return "";
        }
        Map<String, String> groups = GROUP.matcher(source)
                .results()
                .collect(Collectors.toMap(group -> group.group(1), group -> group.group(2)));
        return "\n## %s\n\n| setting | default | meaning |\n| --- | --- | --- |\n".formatted(module)
                + rows(prefix.group(1), GROUP.matcher(source).replaceAll(""), groups);
    }

    private static String rows(String prefix, String source, Map<String, String> groups) {
        return MEMBER.matcher(source)
                .results()
                .map(member -> {
                    String group = member.group(3).replaceAll("Map<String, (\\w+)>", "$1");
                    String named = "%s.%s.\"NAME\"".formatted(prefix, name(member));
                    return groups.containsKey(group) ? rows(named, groups.get(group), groups) : row(prefix, member);
                })
                .collect(Collectors.joining());
    }

    private static String name(MatchResult member) {
        return member.group(4).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String row(String prefix, MatchResult member) {
        String value = member.group(2) == null ? "" : "`" + member.group(2) + "`";
        String meaning = member.group(1)
                .replaceAll("\\s*\\*\\s+", " ")
                .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
                .strip();
        return "| `%s.%s` | %s | %s |\n".formatted(prefix, name(member), value, meaning);
    }
}
