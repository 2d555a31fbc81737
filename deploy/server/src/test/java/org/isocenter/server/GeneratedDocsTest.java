package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** The generated references in {@code docs/} equal the code; {@code -Dupdate-docs} writes them anew. */
@QuarkusTest
@TestProfile(WholeServer.class)
class GeneratedDocsTest {

    @Test
    void the_contract_is_the_running_one() throws IOException {
        compare("openapi.yaml", given().get("/q/openapi").asString());
    }

    @Test
    void every_setting_is_in_the_reference() throws IOException {
        compare("configuration.md", ConfigurationReference.of(SharedData.root()));
    }

    @Test
    void every_error_code_is_in_the_reference() throws IOException {
        String rows = Arrays.stream(ErrorCode.values())
                .map(code -> "| %s | `%s` | %d | %s |\n"
                        .formatted(
                                code.id(), code.name(), org.isocenter.platform.rest.HttpStatus.of(code), code.advice()))
                .collect(Collectors.joining());
        compare("error-codes.md", """
                # Error codes

                Generated from `ErrorCode`. Numbers are never reused.

                | code | name | HTTP status | what happened and what you can do |
                | --- | --- | --- | --- |
                """ + rows);
    }

    private static void compare(String name, String text) throws IOException {
        Path file = SharedData.root().resolve("docs").resolve(name);
        if (Boolean.getBoolean("update-docs")) {
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("run with -Dupdate-docs=true and read the difference")
                .hasContent(text);
    }
}
