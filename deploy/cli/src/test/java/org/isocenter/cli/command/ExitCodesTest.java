package org.isocenter.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.isocenter.cli.Isocenter;
import org.isocenter.cli.client.Server;
import org.isocenter.cli.console.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every kind of answer leads to its exit code and one clear sentence. */
class ExitCodesTest {
    private static final String JOBS = "GET /api/v1/projects/default/jobs";
    private static final UUID JOB = new UUID(0, 7);

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private final List<String> users = new ArrayList<>();
    private Replies server;

    @BeforeEach
    void aServer() throws IOException {
        server = new Replies();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_problem_becomes_its_sentence_and_its_exit_code() {
        server.on(JOBS, 200, "[]");
        assertThat(call("jobs", "list")).isZero();
        assertThat(after(401, "ISO-002")).isEqualTo(ExitCode.REFUSED);
        assertThat(after(403, "ISO-003")).isEqualTo(ExitCode.REFUSED);
        assertThat(after(404, "ISO-004")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(after(400, "ISO-001")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(after(422, "ISO-200")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(after(507, "ISO-107")).isEqualTo(ExitCode.NOT_DONE);
        assertThat(after(500, "ISO-006")).isEqualTo(ExitCode.INTERNAL);
    }

    @Test
    void an_answer_that_is_no_problem_document_is_judged_by_its_status() throws IOException {
        restart().on(JOBS, 403, "<html>a gateway</html>");
        assertThat(call("jobs", "list")).isEqualTo(ExitCode.REFUSED);
        restart().on(JOBS, 502, "");
        assertThat(call("jobs", "list")).isEqualTo(ExitCode.INTERNAL);
        restart().on(JOBS, 200, "<html>another program</html>");
        assertThat(call("jobs", "list")).isEqualTo(ExitCode.INTERNAL);
        assertThat(err.toString()).contains("the server is of another kind");
    }

    @Test
    void violations_and_reference_are_part_of_the_sentence() throws IOException {
        restart()
                .on(
                        JOBS,
                        500,
                        "{\"code\": \"ISO-006\", \"detail\": \"it broke\", \"reference\": \"r-1\","
                                + " \"violations\": [\"name must not be blank\"]}");
        call("jobs", "list");
        assertThat(err.toString()).contains("ISO-006  it broke: name must not be blank (reference r-1)");
    }

    @Test
    void no_server_at_all_is_something_not_done() throws IOException {
        server.close();
        assertThat(call("jobs", "list")).isEqualTo(ExitCode.NOT_DONE);
        assertThat(err.toString()).contains("Expected an answer from http://127.0.0.1:");
        server = new Replies();
    }

    @Test
    void a_wrong_call_shows_the_usage() {
        assertThat(call("jobs")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("jobs", "show", "seven")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("finetune", "--cohort", "c")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("quarantine", "discard")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(err.toString()).contains("Usage: isocenter finetune").contains("Name identifiers of the list");
    }

    @Test
    void a_named_server_needs_a_token_file_that_is_read_for_each_request() throws IOException {
        server.on(JOBS, 200, "[]");
        assertThat(call("jobs", "list", "--server", server.url().toString())).isEqualTo(ExitCode.WRONG_CALL);
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        String[] call = {"jobs", "list", "--server", server.url() + "/", "--token-file", token.toString()};
        assertThat(call(call)).isZero();
        Files.writeString(token, "second");
        assertThat(call(call)).isZero();
        assertThat(server.tokens()).containsExactly("Bearer first", "Bearer second");
        Files.delete(token);
        assertThat(call(call)).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void a_token_is_one_word_and_is_printed_nowhere() throws IOException {
        Path token = folder.resolve("token");
        String[] call = {"jobs", "list", "--server", server.url().toString(), "--token-file", token.toString()};
        for (String text : List.of("secret-one\nsecret-two\n", "\n", "secret-\u00e9")) {
            Files.writeString(token, text);
            assertThat(call(call)).isEqualTo(ExitCode.REFUSED);
        }
        assertThat(err.toString()).contains("Expected one bearer token").doesNotContain("secret");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_server_is_named_by_its_whole_address() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        for (String address : List.of("localhost:8080", "hospital", "ftp://hospital", "http:///none")) {
            assertThat(call("jobs", "list", "--server", address, "--token-file", token.toString()))
                    .as(address)
                    .isEqualTo(ExitCode.WRONG_CALL);
        }
        assertThat(err.toString()).contains("Expected --server with its scheme, such as https://isocenter.example");
    }

    @Test
    void weights_that_cannot_be_written_are_something_not_done() {
        UUID encoder = new UUID(0, 2);
        server.on("GET /api/v1/projects/default/encoders", 200, encoders(encoder))
                .on("GET /api/v1/encoders/" + encoder + "/weights?format=safetensors", 200, "weights");
        Path file = folder.resolve("none/w.safetensors");
        assertThat(call("weights", "export", "imagenet", file.toString())).isEqualTo(ExitCode.NOT_DONE);
        assertThat(err.toString()).contains("ISO-107").contains(file + " cannot be written to its end");
    }

    @Test
    void published_weights_are_fetched_once_and_checked_or_the_file_to_bring_is_named() throws IOException {
        String home = folder.resolve("home").toString();
        String file = "/resnet18-f37072fd.pth";
        String[] pull = {"weights", "pull", "resnet18", "--home", home, "--mirror", server.url() + "/"};
        server.on("GET " + file, 404, "").on("GET " + file, 200, "another file");
        assertThat(call(pull)).isEqualTo(ExitCode.NOT_DONE);
        assertThat(err.toString())
                .contains("ISO-308", "resnet18-f37072fd.pth cannot be fetched from here (status 404")
                .contains("fetch https://download.pytorch.org/models/resnet18-f37072fd.pth where there is a network")
                .contains("put it into " + folder.resolve("home/weights") + " and run this again");
        assertThat(call(pull)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("ISO-300", "expected f37072fd");
        assertThat(folder.resolve("home/weights")).isEmptyDirectory();
        assertThat(call("weights", "pull", "vgg")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(call("weights", "pull", "resnet18", "--mirror", "hospital")).isEqualTo(ExitCode.WRONG_CALL);
        server.on("GET /api/v1/projects/default/encoders", 200, "[]")
                .on("GET /api/v1/projects/default/heads", 200, "[]");
        assertThat(call("weights", "list", "--json")).isZero();
        assertThat(out.toString())
                .contains("\"catalogue\"", "\"sha256Prefix\"", "f37072fd", "convnext_tiny-983f1562.pth");
    }

    @Test
    void a_held_object_is_looked_at_and_released_by_the_steward() throws IOException {
        String held = "/api/v1/projects/default/quarantine/7";
        server.on("GET " + held + "/preview?frame=1", 200, "picture")
                .on("POST " + held + "/release", 200, "{\"fate\": \"STORED\"}");
        Path file = folder.resolve("x.png");
        assertThat(call("quarantine", "preview", "7", "--out", file.toString())).isZero();
        assertThat(file).hasContent("picture");
        assertThat(call("quarantine", "release", "7", "--blank", "0,0,90,12", "--blank", "1,2,3,4@2"))
                .isZero();
        assertThat(out.toString()).contains("STORED");
        assertThat(users).containsOnly("steward");
        assertThat(call("quarantine", "release", "7")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("quarantine", "release", "7", "--no-text", "--blank", "0,0,1,1"))
                .isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("quarantine", "release", "7", "--blank", "0,0,1")).isEqualTo(ExitCode.WRONG_CALL);
    }

    @Test
    void a_verb_acts_as_the_local_user_whose_role_it_needs() {
        server.on(JOBS, 200, "[]").on("GET /api/v1/projects/default/quarantine", 200, "[]");
        call("jobs", "list");
        call("quarantine", "list");
        call("quarantine", "list", "--user", "otto");
        assertThat(users).containsExactly("researcher", "steward", "otto");
    }

    @Test
    void who_a_pseudonym_stands_for_is_a_stewards_and_its_key_an_administrators() throws IOException {
        String patient = "/api/v1/projects/default/identities/P1";
        server.on("GET " + patient, 200, "{\"PatientID\": \"4711\"}")
                .on("DELETE " + patient, 204, "")
                .on("POST /api/v1/identity-key", 200, "{\"keyId\": \"0a1b2c3d\", \"resealed\": 7}");
        assertThat(call("identity", "show", "P1", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).get("PatientID").asText())
                .isEqualTo("4711");
        assertThat(call("identity", "unlink", "P1")).isZero();
        assertThat(out.toString()).contains("P1 stands for nobody any more");
        assertThat(call("identity", "rotate-key")).isZero();
        assertThat(out.toString()).contains("7 entries", "0a1b2c3d");
        assertThat(users).containsExactly("steward", "steward", "admin");
    }

    @Test
    void a_watched_job_is_followed_to_its_end_and_its_result_is_the_one_document() throws IOException {
        server.on("GET /api/v1/jobs/" + JOB, 200, job("RUNNING", 3, "{}", "null"))
                .on("GET /api/v1/jobs/" + JOB, 200, job("SUCCEEDED", 10, "{\"flagged\": 4}", "null"));
        assertThat(call("jobs", "watch", JOB.toString(), "--json")).isZero();
        JsonNode document = new ObjectMapper().readTree(out.toString());
        assertThat(document.at("/result/flagged").asInt()).isEqualTo(4);
        assertThat(err.toString()).contains("30 % RUNNING 3/10 steps").contains("100 % SUCCEEDED");
    }

    @Test
    void a_job_that_failed_or_was_cancelled_was_not_done_and_bad_input_says_so() throws IOException {
        assertThat(watched(job("FAILED", 1, "{}", failure("ISO-303")))).isEqualTo(ExitCode.NOT_DONE);
        assertThat(watched(job("FAILED", 1, "{}", failure("ISO-006")))).isEqualTo(ExitCode.NOT_DONE);
        assertThat(watched(job("FAILED", 1, "{}", failure("ISO-205")))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(watched(job("CANCELLED", 1, "{}", "null"))).isEqualTo(ExitCode.NOT_DONE);
        assertThat(err.toString()).contains("ISO-205  it did not work", "The job was cancelled.");
    }

    @Test
    void a_broken_picture_leaves_the_rest_done_and_is_named() throws IOException {
        Files.write(folder.resolve("a.jpg"), new byte[3]);
        server.on(
                "POST /api/v1/projects/default/uploads",
                200,
                "{\"received\": 2, \"stored\": 1, \"duplicates\": 0, \"quarantined\": 1, \"ownPatients\": 1,"
                        + " \"broken\": [], \"reasons\": []}");
        assertThat(call("import", folder.toString())).isZero();
        assertThat(out.toString()).contains("2 received: 1 stored, 0 duplicate, 1 quarantined");
        assertThat(err.toString()).contains("1 pictures have no patient");
        restart()
                .on(
                        "POST /api/v1/projects/default/uploads",
                        200,
                        "{\"received\": 1, \"stored\": 1, \"broken\": [\"a.jpg\"], \"reasons\": [\"ISO-108"
                                + " damaged\"]}");
        assertThat(call("import", folder.toString())).isEqualTo(ExitCode.NOT_DONE);
        assertThat(err.toString()).contains("not taken in: a.jpg: ISO-108 damaged");
    }

    @Test
    void a_file_too_large_to_send_is_named_with_a_way_and_the_rest_goes_on() throws IOException {
        Files.write(folder.resolve("a.jpg"), new byte[3]);
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.resolve("huge.dcm").toFile(), "rw")) {
            huge.setLength(5L << 30);
        }
        server.on(
                "POST /api/v1/projects/default/uploads",
                200,
                "{\"received\": 1, \"stored\": 1, \"broken\": [], \"reasons\": []}");
        assertThat(call("import", folder.toString())).isEqualTo(ExitCode.NOT_DONE);
        assertThat(out.toString()).contains("1 received: 1 stored");
        assertThat(err.toString())
                .contains("not taken in: huge.dcm: ISO-109 Expected at most 268435456 bytes")
                .contains("--on-server");
    }

    @Test
    void nothing_to_import_is_bad_input_and_no_such_path_is_not_found() {
        assertThat(call("import", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(call("import", folder.resolve("none").toString())).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_job_carries_only_what_was_given() {
        UUID version = new UUID(0, 1);
        UUID encoder = new UUID(0, 2);
        server.on("GET /api/v1/cohort-versions/" + version, 200, "{\"id\": \"" + version + "\"}")
                .on("GET /api/v1/projects/p/encoders", 200, encoders(encoder))
                .on("POST /api/v1/projects/p/jobs", 201, job("QUEUED", 0, "{}", "null"));
        assertThat(call(
                        "pretrain",
                        "-p",
                        "p",
                        "--cohort",
                        version.toString(),
                        "--name",
                        "chain",
                        "--parent",
                        "imagenet",
                        "--epochs",
                        "3"))
                .isZero();
        assertThat(server.requests().get(server.requests().size() - 1))
                .endsWith("{\"kind\":\"PRETRAIN\",\"parameters\":{\"cohortVersion\":\"" + version
                        + "\",\"name\":\"chain\",\"parent\":\"" + encoder
                        + "\",\"epochs\":3},\"priority\":0}");
    }

    @Test
    void a_prediction_names_its_frames_and_looks_up_nothing_that_was_not_given() {
        UUID head = new UUID(0, 3);
        server.on("GET /api/v1/heads/" + head, 200, "{\"id\": \"" + head + "\"}")
                .on("POST /api/v1/projects/p/jobs", 201, job("QUEUED", 0, "{}", "null"));
        assertThat(call("predict", "-p", "p", "--head", head.toString(), "--instance", "1.2.3/4"))
                .isZero();
        assertThat(server.requests())
                .hasSize(2)
                .last(STRING)
                .contains("{\"kind\":\"PREDICT\",\"parameters\":{\"head\":\"" + head)
                .contains("\"sopInstanceUid\":\"1.2.3\"", "\"frame\":4")
                .doesNotContain("cohortVersion");
        assertThat(users).containsExactly("researcher");
    }

    @Test
    void a_prediction_says_what_is_made_of_it_and_one_of_a_file_sends_it_along() throws IOException {
        UUID head = new UUID(0, 3);
        server.on("GET /api/v1/heads/" + head, 200, "{\"id\": \"" + head + "\"}")
                .on("POST /api/v1/projects/p/jobs", 201, job("QUEUED", 0, "{}", "null"))
                .on(
                        "POST /api/v1/heads/" + head + "/predictions?evenIfAbstaining=false",
                        200,
                        "{\"calibrated\": true}");
        assertThat(call(
                        "predict",
                        "-p",
                        "p",
                        "--head",
                        head.toString(),
                        "--study",
                        "1.2.3",
                        "--outputs",
                        "seg,sr",
                        "--send-to",
                        "pacs"))
                .isZero();
        assertThat(server.requests())
                .last(STRING)
                .contains("\"study\":\"1.2.3\",\"outputs\":[\"seg\",\"sr\"],\"sendTo\":\"pacs\"");
        Path image = Files.writeString(folder.resolve("image.dcm"), "DICM");
        assertThat(call("predict", "-p", "p", "--head", head.toString(), "--file", image.toString()))
                .isZero();
        assertThat(server.requests()).last(STRING).endsWith("DICM");
        assertThat(call("predict", "-p", "p", "--head", head.toString())).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("predict", "-p", "p", "--like", "1.2.3")).isEqualTo(ExitCode.WRONG_CALL);
    }

    private static String encoders(UUID newest) {
        return Stream.of(new UUID(0, 9), newest)
                .map(id -> "{\"id\": \"%s\", \"name\": \"imagenet\", \"architecture\": \"resnet18\",".formatted(id)
                        + " \"createdAt\": \"202%d-01-01T00:00:00Z\"}".formatted(id.equals(newest) ? 6 : 5))
                .toList()
                .toString();
    }

    private int watched(String job) throws IOException {
        restart().on("GET /api/v1/jobs/" + JOB, 200, job);
        return call("jobs", "watch", JOB.toString());
    }

    private int after(int status, String code) {
        server.close();
        try {
            server = new Replies();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.on(JOBS, status, "{\"code\": \"%s\", \"detail\": \"said %s\"}".formatted(code, code));
        err = new StringWriter();
        int exit = call("jobs", "list");
        assertThat(err.toString().strip()).isEqualTo(code + "  said " + code);
        return exit;
    }

    private Replies restart() throws IOException {
        server.close();
        server = new Replies();
        return server;
    }

    private static String job(String state, int done, String result, String failure) {
        return """
            {"id": "%s", "kind": "CURATE", "state": "%s", "result": %s, "failure": %s,
             "progress": {"done": %d, "total": 10, "unit": "steps", "message": ""}}\
            """.formatted(JOB, state, result, failure, done);
    }

    private static String failure(String code) {
        return "{\"code\": \"%s\", \"name\": \"X\", \"message\": \"it did not work\"}".formatted(code);
    }

    private int call(String... args) {
        CommandLine line = Isocenter.commandLine((home, user) -> {
            users.add(user);
            return new Server(server.url(), () -> "token");
        });
        out = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
