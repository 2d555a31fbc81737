package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some real images and the packaged application as a worker: pretraining that survives a kill, curation, heads, questions, and the trail of it all. */
@QuarkusTest
@TestProfile(WholeServer.class)
class FromImagesToHeadTest {
    private static final int TRAIN_PER_CLASS = 8;
    private static final int TEST_PER_CLASS = 4;
    private static final int CLASSES = 4;

    /** A token serves for the whole test; the issuer minds being asked at every look at a job. */
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @Inject
    PlatformConfig ground;

    @TempDir
    Path folder;

    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Map<String, String> partitions = new TreeMap<>();
    private String project = "";
    private String version = "";
    private String labelSet = "";
    private String imagenet = "";

    @BeforeEach
    void aFewImagesWithLabelsAndASplit() throws IOException {
        project = project();
        Path images = images();
        as("steward")
                .contentType(ContentType.JSON)
                .body(Map.of("path", images.toString()))
                .post(in("/imports"))
                .then()
                .statusCode(200)
                .body("stored", equalTo(partitions.size()));
        labelSet = labels();
        version = version();
        imagenet = as("researcher")
                .contentType("application/octet-stream")
                .queryParam("name", "imagenet")
                .queryParam("architecture", "tf_efficientnet_lite0")
                .body(Files.readAllBytes(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors")))
                .post(in("/encoders"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_pretraining_whose_worker_is_killed_goes_on_by_itself_and_its_curve_equals_the_uninterrupted_one()
            throws IOException, InterruptedException {
        WorkerProcess first = worker("first");
        String interrupted = submit("PRETRAIN", pretraining("interrupted"));
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> losses(interrupted).size() >= 7);
        first.kill();
        assertThat(job(interrupted).getString("state")).isEqualTo("RUNNING");

        worker("second");
        JsonPath ended = ended(interrupted);
        String uninterrupted = submit("PRETRAIN", pretraining("uninterrupted"));
        JsonPath twin = ended(uninterrupted);

        assertThat(ended.getInt("attempts")).isEqualTo(2);
        assertThat(as("researcher").get("/api/v1/jobs/" + interrupted + "/log").asString())
                .contains("continued after step");
        assertThat(losses(interrupted)).hasSize(24).isEqualTo(losses(uninterrupted));
        assertThat(curve(interrupted, "knn")).hasSize(6).isEqualTo(curve(uninterrupted, "knn"));
        assertThat(weights(ended)).isEqualTo(weights(twin));
        assertThat(ended.getLong("result.stage.imagesSeen")).isEqualTo(24 * 8);
        assertThat(ended.getBoolean("result.stage.moved")).isTrue();
        assertThat(ended.getString("result.stage.parent")).isEqualTo(imagenet);
    }

    @Test
    void heads_are_trained_beside_their_baselines_measured_asked_and_audited() throws IOException {
        worker("worker");
        String encoder = ended(submit("PRETRAIN", pretraining("chain"))).getString("result.encoder");
        JsonPath curated =
                ended(submit("CURATE", Map.of("cohortVersion", version, "encoder", imagenet, "labelSet", labelSet)));
        assertThat(curated.getInt("result.byIssue.EXACT_DUPLICATE")).isEqualTo(1);

        JsonPath tuned = ended(submit("FINETUNE", finetuning(encoder)));
        List<Map<String, Object>> heads = tuned.getList("result.heads");
        List<String> expected = Stream.of("linear", "finetuned")
                .flatMap(kind -> Stream.of("random", "imagenet", "chain").map(init -> kind + " " + init))
                .flatMap(head -> Stream.of(head + " false", head + " true"))
                .toList();
        assertThat(heads)
                .extracting(head -> head.get("kind") + " " + head.get("init") + " " + head.get("actOnFlags"))
                .containsExactlyInAnyOrderElementsOf(expected);
        heads.forEach(this::measuredAgain);
        asked((String) heads.get(0).get("id"));
        audited(tuned.getString("id"), encoder, (String) heads.get(0).get("id"));
    }

    private WorkerProcess worker(String name) throws IOException {
        WorkerProcess worker = WorkerProcess.start(ground, folder.resolve(name));
        workers.add(worker);
        return worker;
    }

    @AfterEach
    void theWorkersLeave() throws InterruptedException {
        for (WorkerProcess worker : workers) {
            worker.leave();
        }
    }

    /** A head that is registered gives the same figures again, and one prediction per test image. */
    private void measuredAgain(Map<String, Object> head) {
        String id = (String) head.get("id");
        JsonPath shown = as("researcher").get("/api/v1/heads/" + id).jsonPath();
        assertThat(shown.getString("trainedBy")).isEqualTo("researcher");
        assertThat(shown.getMap("report.baselines").keySet())
                .isEqualTo(
                        switch ((String) head.get("init")) {
                            case "chain" -> Set.of("random", "imagenet");
                            case "imagenet" -> Set.of("random");
                            default -> Set.of("imagenet");
                        });
        List<Map<String, Object>> predictions = as("researcher")
                .get("/api/v1/heads/" + id + "/predictions")
                .jsonPath()
                .getList("$");
        assertThat(predictions).hasSize(TEST_PER_CLASS * CLASSES).allSatisfy(prediction -> assertThat(prediction)
                .containsKeys("sopInstanceUid", "frame", "truth", "probabilities", "score"));

        if (head.get("init").equals("chain")) {
            JsonPath again = ended(submit("EVALUATE", Map.of("head", id)));
            assertThat(again.getDouble("result.metrics.auroc.value"))
                    .isCloseTo(shown.getDouble("report.metrics.auroc.value"), within(1e-6))
                    .isBetween(0.0, 1.0);
        }
    }

    private void asked(String head) {
        String instance = as("researcher")
                .get("/api/v1/cohort-versions/" + version + "/members")
                .path("[0].sopInstanceUid");
        JsonPath answer = ended(submit(
                "PREDICT", Map.of("head", head, "instances", List.of(Map.of("sopInstanceUid", instance, "frame", 0)))));
        Map<String, Number> probabilities = answer.getMap("result.predictions[0].probabilities");
        assertThat(probabilities).hasSize(CLASSES);
        assertThat(probabilities.values().stream()
                        .mapToDouble(Number::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-6));
    }

    private static void audited(String... things) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        as("auditor").get("/api/v1/audit/export").asString())
                .contains(things));
    }

    private Map<String, Object> pretraining(String name) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("cohortVersion", version);
        plan.put("parent", imagenet);
        plan.put("name", name);
        plan.put("imageSize", 32);
        plan.put("batchSize", 8);
        plan.put("epochs", 6);
        plan.put("learningRate", 2e-3);
        plan.put("seed", 3);
        plan.put("labelSet", labelSet);
        return plan;
    }

    private Map<String, Object> finetuning(String encoder) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("cohortVersion", version);
        plan.put("labelSet", labelSet);
        plan.put("encoder", encoder);
        plan.put("name", "tumour");
        plan.put("imageSize", 32);
        plan.put("epochs", 1);
        plan.put("actOnFlags", true);
        return plan;
    }

    private String submit(String kind, Map<String, Object> parameters) {
        return as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind, "parameters", parameters))
                .post(in("/jobs"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private JsonPath ended(String job) {
        Predicate<String> isFinal = Set.of("SUCCEEDED", "FAILED", "CANCELLED")::contains;
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> isFinal.test(job(job).getString("state")));
        JsonPath ended = job(job);
        assertThat(ended.getString("state")).as(ended.getString("failure")).isEqualTo("SUCCEEDED");
        return ended;
    }

    private static JsonPath job(String job) {
        return as("researcher").get("/api/v1/jobs/" + job).jsonPath();
    }

    private static Map<Long, Double> losses(String job) {
        return curve(job, "loss");
    }

    private static Map<Long, Double> curve(String job, String name) {
        Map<Long, Double> curve = new TreeMap<>();
        List<Map<String, Object>> points = as("researcher")
                .get("/api/v1/jobs/" + job + "/metrics")
                .jsonPath()
                .getList("$");
        points.stream()
                .filter(point -> name.equals(point.get("name")))
                .forEach(point -> curve.put(
                        ((Number) point.get("step")).longValue(), ((Number) point.get("value")).doubleValue()));
        return curve;
    }

    private static String weights(JsonPath pretraining) {
        return as("researcher")
                .get("/api/v1/encoders/" + pretraining.getString("result.encoder"))
                .path("weights");
    }

    /** The first images of each class and side, and one of them twice. */
    private Path images() throws IOException {
        Path source = SharedData.data("classification/brain_tumor_mri");
        Path images = Files.createDirectories(folder.resolve("images"));
        List<String> lines = Files.readAllLines(SharedData.golden("label-efficiency/brain_tumor_mri_split.csv"));
        Map<String, Integer> counts = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String side = cells[1];
            String group = cells[0].substring(0, cells[0].indexOf('/')) + side;
            int most = side.equals("train") ? TRAIN_PER_CLASS : TEST_PER_CLASS;
            if (counts.merge(group, 1, Integer::sum) <= most) {
                Files.createDirectories(images.resolve(cells[0]).getParent());
                Files.copy(source.resolve(cells[0]), images.resolve(cells[0]));
                partitions.put(cells[0], side.toUpperCase(java.util.Locale.ROOT));
            }
        }
        Files.copy(images.resolve("glioma/Te-gl_0016.jpg"), images.resolve("glioma/again.jpg"));
        partitions.put("glioma/again.jpg", "TRAIN");
        return images;
    }

    private String labels() {
        StringBuilder csv = new StringBuilder("image,label\n");
        partitions.keySet().forEach(image -> csv.append(image)
                .append(',')
                .append(image, 0, image.indexOf('/'))
                .append('\n'));
        as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name",
                        "tumour",
                        "kind",
                        "CLASSIFICATION",
                        "classes",
                        List.of("glioma", "meningioma", "notumor", "pituitary")))
                .post(in("/label-schemes"))
                .then()
                .statusCode(201);
        String set = as("researcher")
                .multiPart("scheme", "tumour")
                .multiPart("name", "first")
                .multiPart("labels", "labels.csv", csv.toString().getBytes(UTF_8), "text/csv")
                .post(in("/label-sets"))
                .then()
                .statusCode(201)
                .extract()
                .path("labelSet.id");
        as("researcher").post("/api/v1/label-sets/" + set + "/freeze").then().statusCode(200);
        return set;
    }

    private String version() {
        String cohort = as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("name", "all"))
                .post(in("/cohorts"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List<Map<String, String>> places = new ArrayList<>();
        partitions.forEach((image, side) -> places.add(Map.of("image", image, "partition", side)));
        return as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("places", places))
                .post("/api/v1/cohorts/" + cohort + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String project() {
        String name = "h-" + UUID.randomUUID();
        String id = as("admin")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", name.substring(2, 18)))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Stream.of("steward", "researcher").forEach(user -> as("admin")
                .put("/api/v1/projects/" + id + "/members/" + user)
                .then()
                .statusCode(204));
        return id;
    }

    private String in(String path) {
        return "/api/v1/projects/" + project + path;
    }

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(TOKENS.computeIfAbsent(user, KeycloakResource::token));
    }
}
