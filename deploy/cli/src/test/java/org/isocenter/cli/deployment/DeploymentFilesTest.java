package org.isocenter.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

class DeploymentFilesTest {
    private static final Pattern SETTING = Pattern.compile("`(isocenter\\.[a-z.-]+)`");
    private static final Pattern VALUE = Pattern.compile("\\.Values\\.([A-Za-z.]+)");
    private static final Set<String> SHORT = Set.of("isocenter.home", "isocenter.roles", "isocenter.java.opts");
    private static final Path DEPLOY = SharedData.root().resolve("deploy");
    private static final Path CHART = DEPLOY.resolve("helm/isocenter");

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    @Test
    void containers_are_given_only_settings_that_exist() throws IOException {
        JsonNode compose = yaml.readTree(DEPLOY.resolve("compose/compose.yaml").toFile());
        Set<String> names = new TreeSet<>();
        compose.get("services")
                .forEach(service -> service.path("environment").fieldNames().forEachRemaining(names::add));
        assertThat(names).contains("ISOCENTER_ROLES", "QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(names.stream().filter(name -> name.startsWith("ISOCENTER_")))
                .allSatisfy(name -> assertThat(settings()).contains(variable(name)));
        Set<String> chart = new TreeSet<>();
        for (Path template : templates()) {
            Matcher found = Pattern.compile("\\b(isocenter\\.[a-z.-]+)=|name: (ISOCENTER_[A-Z_]+)")
                    .matcher(Files.readString(template));
            while (found.find()) {
                chart.add(variable(found.group(1) == null ? found.group(2) : found.group(1)));
            }
        }
        assertThat(settings()).containsAll(chart);
        assertThat(chart).contains("isocenter.home", "isocenter.roles");
    }

    @Test
    void no_password_stands_in_a_file() throws IOException {
        JsonNode compose = yaml.readTree(DEPLOY.resolve("compose/compose.yaml").toFile());
        compose.get("services").forEach(service -> service.path("environment").properties().stream()
                .filter(entry -> entry.getKey().contains("PASSWORD"))
                .forEach(entry ->
                        assertThat(entry.getValue().asText()).startsWith("${").contains(":?")));
        assertThat(Files.readAllLines(DEPLOY.resolve("compose/.env.example")))
                .filteredOn(line -> line.contains("="))
                .allMatch(line -> line.endsWith("="));
    }

    @Test
    void containers_publish_on_the_loopback_alone_and_name_files_that_are_there() throws IOException {
        JsonNode compose = yaml.readTree(DEPLOY.resolve("compose/compose.yaml").toFile());
        compose.get("services").forEach(service -> service.path("ports")
                .forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
        assertThat(compose.at("/services/keycloak/volumes/0").asText()).startsWith("../keycloak/isocenter-realm.json:");
        assertThat(DEPLOY.resolve("keycloak/isocenter-realm.json")).exists();
        Path context = DEPLOY.resolve("compose")
                .resolve(compose.at("/services/server/build/context").asText());
        assertThat(context.resolve(
                                compose.at("/services/server/build/dockerfile").asText())
                        .normalize())
                .exists();
    }

    @Test
    void the_chart_uses_exactly_its_values() throws IOException {
        JsonNode values = yaml.readTree(CHART.resolve("values.yaml").toFile());
        Set<String> used = new TreeSet<>();
        for (Path template : templates()) {
            Matcher found = VALUE.matcher(Files.readString(template));
            while (found.find()) {
                used.add(found.group(1));
            }
        }
        assertThat(used).allSatisfy(name -> assertThat(
                        values.at("/" + name.replace('.', '/')).isMissingNode())
                .as(name)
                .isFalse());
        assertThat(leaves(values)).isEqualTo(used);
    }

    /** Paths of all values; settings are taken as a whole. */
    private static Set<String> leaves(JsonNode values) {
        Set<String> names = new TreeSet<>();
        values.properties().forEach(entry -> {
            if (entry.getValue().isObject() && !entry.getKey().equals("settings")) {
                entry.getValue().fieldNames().forEachRemaining(name -> names.add(entry.getKey() + "." + name));
            } else {
                names.add(entry.getKey());
            }
        });
        return names;
    }

    private static Set<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(CHART.resolve("templates"))) {
            return files.collect(Collectors.toSet());
        }
    }

    /** Names with dots for dashes, since an environment variable has neither. */
    private static Set<String> settings() {
        try {
            Matcher found = SETTING.matcher(Files.readString(SharedData.root().resolve("docs/configuration.md")));
            Set<String> names = new TreeSet<>(SHORT);
            while (found.find()) {
                names.add(variable(found.group(1)));
            }
            return names;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String variable(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }
}
