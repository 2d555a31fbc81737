package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.isocenter.server.AccessMatrix.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each cell of the hand-written matrix is a real call with a real token of that role. */
@QuarkusTest
@TestProfile(WholeServer.class)
class AccessMatrixTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "options");

    private final Map<String, String> tokens = new HashMap<>();
    private String mine = "";
    private String foreign = "";
    private JsonPath contract = new JsonPath("{}");

    @BeforeEach
    void twoProjectsOfWhichOneHasMembers() {
        mine = project();
        foreign = project();
        AccessMatrix.USER_OF_ROLE.values().forEach(user -> as("admin")
                .put("/api/v1/projects/" + mine + "/members/" + user));
        contract = given().get("/q/openapi?format=json").jsonPath();
    }

    @Test
    void no_operation_is_missing() throws IOException {
        Map<String, Map<String, Object>> paths = contract.getMap("paths");
        Set<String> operations = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(AccessMatrix.read().rows().stream().map(Row::operation).collect(Collectors.toSet()))
                .isEqualTo(operations);
    }

    @Test
    void every_cell_answers_as_written() throws IOException {
        SoftAssertions cells = new SoftAssertions();
        for (Row row : AccessMatrix.read().rows()) {
            row.cells().forEach((role, expected) -> {
                int status = call(row, AccessMatrix.USER_OF_ROLE.get(role), mine);
                String cell = status == 403 ? "403" : status == 401 || status >= 500 ? "" + status : "yes";
                cells.assertThat(cell)
                        .as("%s as %s gave %d", row.operation(), role, status)
                        .isEqualTo(expected);
            });
        }
        cells.assertAll();
    }

    @Test
    void another_projects_thing_does_not_exist() throws IOException {
        SoftAssertions cells = new SoftAssertions();
        for (Row row : AccessMatrix.read().rows()) {
            row.cells().forEach((role, expected) -> {
                if (row.elsewhere() && expected.equals("yes") && !role.equals("admin")) {
                    cells.assertThat(call(row, AccessMatrix.USER_OF_ROLE.get(role), foreign))
                            .as("%s as %s", row.operation(), role)
                            .isEqualTo(404);
                }
            });
        }
        cells.assertAll();
    }

    @Test
    void without_a_token_every_operation_is_401() throws IOException {
        SoftAssertions cells = new SoftAssertions();
        for (Row row : AccessMatrix.read().rows()) {
            cells.assertThat(send(row, given(), mine)).as(row.operation()).isEqualTo(401);
        }
        cells.assertAll();
    }

    @Test
    void a_token_for_another_application_is_401_with_a_problem() {
        given().auth()
                .oauth2(KeycloakResource.tokenForElsewhere("researcher"))
                .get("/api/v1/projects")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("ISO-002"));
    }

    @Test
    void a_forged_token_is_401() {
        String token = KeycloakResource.token("researcher");
        given().auth()
                .oauth2(token.substring(0, token.length() - 8) + "AAAAAAAA")
                .get("/api/v1/projects")
                .then()
                .statusCode(401);
    }

    private String project() {
        String name = "m-" + UUID.randomUUID();
        return as("admin")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", name.substring(2, 18)))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RequestSpecification as(String user) {
        return given().auth().oauth2(tokens.computeIfAbsent(user, KeycloakResource::token));
    }

    private int call(Row row, String user, String project) {
        return send(row, as(user), project);
    }

    private int send(Row row, RequestSpecification request, String project) {
        String path = row.path()
                .replace("{project}", project)
                .replaceAll("\\{(study|series|instance|sop)\\}", "1.2.3")
                .replace("{frame}", "1")
                .replace("{user}", "nobody")
                .replace("{pseudonym}", "P0")
                .replaceAll("\\{[a-zA-Z]+\\}", new UUID(0, 1).toString());
        return withBody(row, request).request(row.method(), path).andReturn().statusCode();
    }

    private RequestSpecification withBody(Row row, RequestSpecification request) {
        Map<String, Object> bodies = contract.getMap("paths.'%s'.%s.requestBody.content"
                .formatted(row.path(), row.method().toLowerCase(Locale.ROOT)));
        if (bodies == null) {
            return request;
        }
        String type = bodies.keySet().iterator().next();
        return switch (type) {
            case "multipart/form-data" -> request.multiPart("name", "x").multiPart("scheme", "x");
            case "multipart/related" ->
                request.header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=x")
                        .body("--x--".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            case "application/json" -> request.contentType(type).body("{\"path\": \"/nowhere\"}");
            default -> request.contentType(type).body(new byte[] {1});
        };
    }
}
