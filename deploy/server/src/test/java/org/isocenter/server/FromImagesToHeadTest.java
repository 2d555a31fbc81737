package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.isocenter.server.ImageProject.as;
import static org.isocenter.server.ImageProject.curve;
import static org.isocenter.server.ImageProject.ended;
import static org.isocenter.server.ImageProject.job;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.management.JMException;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.isocenter.platform.config.PlatformConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some real images and the packaged application as a worker: pretraining that survives a kill, curation, heads, questions, and the trail of it all. */
@QuarkusTest
@TestProfile(WholeServer.class)
class FromImagesToHeadTest {
    @Inject
    PlatformConfig ground;

    @TempDir
    Path folder;

    private final List<WorkerProcess> workers = new ArrayList<>();

    @AfterEach
    void theWorkersLeave() throws InterruptedException {
        for (WorkerProcess worker : workers) {
            worker.leave();
        }
    }

    @Test
    void a_pretraining_whose_worker_is_killed_goes_on_by_itself_and_its_curve_equals_the_uninterrupted_one()
            throws IOException, InterruptedException {
        ImageProject project = ImageProject.tumours(folder);
        WorkerProcess first = worker("first");
        String interrupted = project.submit("PRETRAIN", project.pretraining("interrupted"));
        awaitSteps(interrupted, 7);
        first.kill();
        assertThat(job(interrupted).getString("state")).isEqualTo("RUNNING");

        worker("second");
        JsonPath ended = ended(interrupted);
        String uninterrupted = project.submit("PRETRAIN", project.pretraining("uninterrupted"));
        JsonPath twin = ended(uninterrupted);

        assertThat(ended.getInt("attempts")).isEqualTo(2);
        assertThat(as("researcher").get("/api/v1/jobs/" + interrupted + "/log").asString())
                .contains("continued after step");
        assertThat(curve(interrupted, "loss")).hasSize(24).isEqualTo(curve(uninterrupted, "loss"));
        assertThat(curve(interrupted, "knn")).hasSize(6).isEqualTo(curve(uninterrupted, "knn"));
        assertThat(weights(ended)).isEqualTo(weights(twin));
        assertThat(pictures(interrupted))
                .containsOnlyKeys("neighbours/4", "neighbours/8", "neighbours/16", "neighbours/24")
                .isEqualTo(pictures(uninterrupted));
        assertThat(ended.getLong("result.stage.imagesSeen")).isEqualTo(24 * 8);
        assertThat(ended.getBoolean("result.stage.moved")).isTrue();
        assertThat(ended.getString("result.stage.parent")).isEqualTo(project.imagenet());
    }

    /** The PNG of each picture of a run, by name and step, in hexadecimal. */
    private static Map<String, String> pictures(String job) {
        String path = "/api/v1/jobs/" + job + "/pictures";
        Map<String, String> pictures = new HashMap<>();
        List<Map<String, Object>> listed = as("researcher").get(path).jsonPath().getList("$");
        listed.forEach(each -> {
            String place = each.get("name") + "/" + each.get("step");
            byte[] png = as("researcher").get(path + "/" + place).asByteArray();
            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
            pictures.put(place, HexFormat.of().formatHex(png));
        });
        return pictures;
    }

    @Test
    void a_chain_may_begin_with_the_classes_of_labelled_images_and_each_stage_says_what_it_was_made_with()
            throws IOException {
        ImageProject project = ImageProject.tumours(folder);
        worker("worker");
        Map<String, Object> first = project.pretraining("classes");
        first.put("method", "supervised");
        first.put("epochs", 1);
        JsonPath supervised = ended(project.submit("PRETRAIN", first));
        assertThat(supervised.getString("result.stage.stage")).isEqualTo("SUPERVISED");
        assertThat(supervised.getString("result.stage.settings.labelSet")).isEqualTo(project.labelSet());

        Map<String, Object> second = project.pretraining("in-domain");
        second.put("parent", supervised.getString("result.encoder"));
        second.put("epochs", 1);
        second.put("transductive", true);
        second.put("volumes", "NEIGHBOURS");
        JsonPath last = ended(project.submit("PRETRAIN", second));
        assertThat(last.getBoolean("result.stage.transductive")).isTrue();
        assertThat(last.getMap("result.stage.settings"))
                .containsEntry("method", "simclr")
                .containsEntry("volumes", "NEIGHBOURS")
                .containsEntry("learningRate", 2e-3f)
                .containsEntry("weightDecay", 0.01f)
                .containsEntry("seed", 3);
        assertThat(as("researcher")
                        .get("/api/v1/encoders/" + last.getString("result.encoder") + "/lineage")
                        .jsonPath()
                        .getList("stage"))
                .containsExactly("IN_DOMAIN", "SUPERVISED", "IMAGENET");
    }

    @Test
    void heads_are_trained_beside_their_baselines_measured_asked_and_audited() throws IOException {
        ImageProject project = ImageProject.tumours(folder);
        worker("worker");
        String encoder =
                ended(project.submit("PRETRAIN", project.pretraining("chain"))).getString("result.encoder");
        JsonPath curated = ended(project.submit(
                "CURATE",
                Map.of(
                        "cohortVersion",
                        project.version(),
                        "encoder",
                        project.imagenet(),
                        "labelSet",
                        project.labelSet())));
        assertThat(curated.getInt("result.byIssue.EXACT_DUPLICATE")).isEqualTo(1);

        Map<String, Object> plan = project.finetuning(encoder);
        plan.put("actOnFlags", true);
        plan.put("kinds", List.of("linear", "finetuned"));
        JsonPath tuned = ended(project.submit("FINETUNE", plan));
        List<Map<String, Object>> heads = tuned.getList("result.heads");
        List<String> expected = Stream.of("linear", "finetuned")
                .flatMap(kind -> Stream.of("random", "imagenet", "chain").map(init -> kind + " " + init))
                .flatMap(head -> Stream.of(head + " false", head + " true"))
                .toList();
        assertThat(heads)
                .extracting(head -> head.get("kind") + " " + head.get("init") + " " + head.get("actOnFlags"))
                .containsExactlyInAnyOrderElementsOf(expected);
        heads.forEach(head -> measuredAgain(project, head));
        String head = (String) heads.get(0).get("id");
        Map<String, Number> probabilities = ended(ask(project, head)).getMap("result.predictions[0].probabilities");
        assertThat(probabilities).hasSize(4);
        assertThat(probabilities.values().stream()
                        .mapToDouble(Number::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-6));
        audited(tuned.getString("id"), encoder, head);
        searched(
                project,
                as("researcher")
                        .get("/api/v1/cohort-versions/" + project.version() + "/members")
                        .jsonPath()
                        .getList("$"));
        askedOnce(
                project,
                heads.stream()
                        .filter(each -> each.get("kind").equals("linear")
                                && each.get("init").equals("imagenet"))
                        .map(each -> (String) each.get("id"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void a_decoder_draws_masks_beside_its_baselines() throws IOException {
        ImageProject project = ImageProject.lesions(folder);
        worker("worker");
        Map<String, Object> plan = project.finetuning(project.imagenet());
        plan.put("labelled", 6);
        JsonPath tuned = ended(project.submit("FINETUNE", plan));

        List<Map<String, Object>> heads = tuned.getList("result.heads");
        assertThat(heads)
                .extracting(head -> head.get("task") + " " + head.get("kind") + " " + head.get("init"))
                .containsExactlyInAnyOrder("segmentation decoder random", "segmentation decoder imagenet");
        assertThat(heads).allSatisfy(head -> assertThat(head).containsEntry("trainLabels", 6));
        String id = (String) heads.get(1).get("id");
        JsonPath again = ended(project.submit("EVALUATE", Map.of("head", id, "acceptNearDuplicates", true)));
        assertThat(again.getDouble("result.metrics.dice.value"))
                .isCloseTo(tuned.getDouble("result.heads[1].metrics.dice.value"), within(1e-6))
                .isBetween(0.0, 1.0);
        String mask = ended(ask(project, id)).getString("result.predictions[0].maskPng");
        BufferedImage drawn =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(mask)));
        assertThat(Math.min(drawn.getWidth(), drawn.getHeight()))
                .as("the short side at which frames are kept")
                .isEqualTo(256);
        drawnAsObjects(project, id);
    }

    @Test
    void a_question_is_answered_while_a_run_goes_on_that_is_paused_resumed_given_back_and_cancelled()
            throws IOException, InterruptedException {
        ImageProject project = ImageProject.tumours(folder);
        WorkerProcess worker = worker("worker");
        Map<String, Object> linear = project.finetuning(project.imagenet());
        linear.put("kinds", List.of("linear"));
        linear.put("baselines", false);
        String head = ended(project.submit("FINETUNE", linear)).getString("result.heads[0].id");
        Map<String, Object> night = project.pretraining("night");
        night.put("epochs", 1000);
        String run = project.submit("PRETRAIN", night);
        awaitSteps(run, 2);

        ended(ask(project, head));
        assertThat(job(run).getString("state")).isEqualTo("RUNNING");
        as("researcher").post("/api/v1/jobs/" + run + "/pause").then().statusCode(200);
        awaitState(run, "PAUSED");
        int steps = curve(run, "loss").size();
        as("researcher").post("/api/v1/jobs/" + run + "/resume").then().statusCode(200);
        awaitSteps(run, steps + 2);
        worker.leave();
        assertThat(job(run).getString("state")).isEqualTo("QUEUED");
        as("researcher").post("/api/v1/jobs/" + run + "/cancel").then().statusCode(200);
        awaitState(run, "CANCELLED");
        assertThat(as("researcher").get("/api/v1/jobs/" + run + "/log").asString())
                .contains("continued after step " + steps + " of 4000");
    }

    @Test
    void a_run_that_is_no_longer_finite_waits_with_its_batch_named_and_goes_on_with_a_lower_rate() throws IOException {
        ImageProject project = ImageProject.tumours(folder);
        worker("worker");
        Map<String, Object> plan = project.pretraining("wild");
        plan.remove("labelSet");
        plan.put("frozenStages", 0);
        plan.put("epochs", 14);
        plan.put("warmupEpochs", 0);
        plan.put("learningRate", 10);
        plan.put("weightDecay", 1); // times -9 in a step, until no float holds it
        String run = project.submit("PRETRAIN", plan);
        awaitState(run, "PAUSED");
        assertThat(job(run).getString("progress.message"))
                .matches("paused: the (loss|gradient) of step \\d+ is not finite, on batch \\d of epoch \\d+,.*");
        assertThat(as("researcher").get("/api/v1/jobs/" + run + "/log").asString())
                .containsPattern("images of batch \\d of epoch \\d+: [0-9.]+");

        as("researcher")
                .queryParam("learningRate", 1e-4)
                .post("/api/v1/jobs/" + run + "/resume")
                .then()
                .statusCode(200)
                .body("parameters.learningRate", equalTo(1e-4f));
        assertThat(ended(run).getInt("result.stage.steps")).isEqualTo(56);
        assertThat(curve(run, "loss")).hasSize(56);
    }

    @Test
    void a_run_with_a_time_plans_its_steps_by_it() throws IOException {
        ImageProject project = ImageProject.tumours(folder);
        worker("worker");
        Map<String, Object> plan = project.pretraining("short");
        plan.remove("batchSize");
        plan.put("epochs", 5000);
        plan.put("minutes", 0.2);
        String run = project.submit("PRETRAIN", plan);
        JsonPath ended = ended(run);

        assertThat(ended.getInt("result.stage.steps")).isBetween(1, 4999);
        assertThat(ended.getInt("result.stage.imagesSeen"))
                .isEqualTo(ended.getInt("result.stage.steps") * ended.getInt("result.stage.images"));
        assertThat(as("researcher").get("/api/v1/jobs/" + run + "/log").asString())
                .contains("of 5000 steps fit into the time");
    }

    @Test
    void no_tensor_class_is_loaded_where_no_worker_runs() throws IOException, JMException {
        ImageProject project = ImageProject.tumours(folder);
        String job = project.submit("PRETRAIN", project.pretraining("never"));
        as("researcher").post("/api/v1/jobs/" + job + "/cancel").then().statusCode(200);
        String loaded = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmClassloaders",
                        new Object[] {new String[] {"show-classes"}},
                        new String[] {String[].class.getName()});
        assertThat(loaded)
                .contains("org.isocenter.training.worker.PlanValidator")
                .doesNotContain(" ai.djl.");
    }

    /** A head that is registered gives the same figures again, and one prediction per test image. */
    private static void measuredAgain(ImageProject project, Map<String, Object> head) {
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
        assertThat(predictions).hasSize(project.tests()).allSatisfy(prediction -> assertThat(prediction)
                .containsKeys("sopInstanceUid", "frame", "patient", "truth", "probabilities", "score"));
        if (head.get("init").equals("chain")) {
            JsonPath again = ended(project.submit("EVALUATE", Map.of("head", id, "acceptNearDuplicates", true)));
            assertThat(again.getDouble("result.metrics.auroc.value"))
                    .isCloseTo(shown.getDouble("report.metrics.auroc.value"), within(1e-6))
                    .isBetween(0.0, 1.0);
        }
    }

    private static String ask(ImageProject project, String head) {
        String instance = as("researcher")
                .get("/api/v1/cohort-versions/" + project.version() + "/members")
                .path("[0].sopInstanceUid");
        return project.submit(
                "PREDICT",
                Map.of(
                        "head",
                        head,
                        "instances",
                        List.of(Map.of("sopInstanceUid", instance, "frame", 0)),
                        "evenIfAbstaining",
                        true));
    }

    /** Objects of masks lie beside their images, are found and fetched by DICOMweb, and are no images of a cohort. */
    private static void drawnAsObjects(ImageProject project, String head) {
        JsonPath predicted = ended(project.submit(
                "PREDICT",
                Map.of(
                        "head",
                        head,
                        "cohortVersion",
                        project.version(),
                        "outputs",
                        List.of("seg", "seg-fractional", "sr"),
                        "evenIfAbstaining",
                        true)));
        assertThat(predicted.getBoolean("result.calibrated")).isFalse();
        assertThat(predicted.getDouble("result.abstention.rate")).isEqualTo(0.05);
        assertThat(predicted.getList("result.abstention.modalities")).isEqualTo(List.of("OT"));
        List<Map<String, String>> objects = predicted.getList("result.objects");
        int images = predicted.getList("result.predictions").size();
        assertThat(objects)
                .filteredOn(object -> object.get("modality").equals("SR"))
                .hasSize(images);
        assertThat(objects)
                .filteredOn(object -> object.get("modality").equals("SEG"))
                .isNotEmpty();
        Map<String, String> report = objects.get(objects.size() - 1);
        String series = "/dicomweb/%s/studies/%s/series/%s"
                .formatted(project.id(), report.get("studyInstanceUid"), report.get("seriesInstanceUid"));
        assertThat(as("researcher").get(series + "/instances").jsonPath().getList("'00080018'.Value[0]"))
                .containsExactly(report.get("sopInstanceUid"));
        assertThat(as("researcher")
                        .accept("multipart/related; type=\"application/dicom\"")
                        .get(series + "/instances/" + report.get("sopInstanceUid"))
                        .asByteArray())
                .hasSizeGreaterThan(1000);
        int frames = as("researcher")
                .get("/api/v1/cohort-versions/" + project.freeze("afterwards") + "/members")
                .jsonPath()
                .getList("$")
                .size();
        assertThat(frames).isEqualTo(images);
        audited(report.get("sopInstanceUid"));
    }

    /** The images most like one come in their order, and are shown. */
    private static void searched(ImageProject project, List<Map<String, Object>> members) {
        Map<String, Object> like = Map.of("sopInstanceUid", members.get(0).get("sopInstanceUid"), "frame", 0);
        String job = project.submit(
                "SEARCH",
                Map.of(
                        "encoder", project.imagenet(),
                        "like", List.of(like),
                        "cohortVersion", project.version(),
                        "top", 7));
        List<Map<String, Object>> neighbours = ended(job).getList("result.neighbours");
        assertThat(neighbours)
                .hasSize(7)
                .extracting(each -> each.get("sopInstanceUid"))
                .doesNotContain(like.get("sopInstanceUid"));
        assertThat(neighbours)
                .extracting(each -> -((Number) each.get("cosine")).doubleValue())
                .isSorted();
        assertThat(pictures(job)).containsOnlyKeys("neighbours/0");
    }

    /** An image that is sent along is answered as the same one that is here, and neither store nor job table keeps anything of it. */
    private void askedOnce(ImageProject project, String head) throws IOException {
        List<Path> before = files();
        JsonPath answer = as("researcher")
                .contentType("application/octet-stream")
                .queryParam("evenIfAbstaining", true)
                .body(noise())
                .post("/api/v1/heads/" + head + "/predictions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getMap("predictions[0]")).containsOnlyKeys("frame", "probabilities", "distance", "abstained");
        assertThat(answer.getMap("predictions[0].abstained")).containsEntry("reason", "OUT_OF_DISTRIBUTION");
        assertThat(files()).isEqualTo(before);
        assertThat(as("researcher").get(project.in("/jobs")).asString())
                .doesNotContain("PREDICT_ONCE")
                .doesNotContain(answer.getString("predictions[0].distance"));
        as("researcher")
                .contentType("application/octet-stream")
                .body("no image".getBytes(StandardCharsets.US_ASCII))
                .post("/api/v1/heads/" + head + "/predictions")
                .then()
                .statusCode(400)
                .body("name", equalTo("UNREADABLE_IMAGE"));
        assertThat(files()).isEqualTo(before);
    }

    /** A picture that looks like nothing in a hospital. */
    private static byte[] noise() throws IOException {
        BufferedImage picture = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < 96 * 96; i++) {
            picture.setRGB(i % 96, i / 96, random.nextInt(1 << 24));
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }

    /** Everything in the store. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ground.storeFolder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void audited(String... things) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        as("auditor").get("/api/v1/audit/export").asString())
                .contains(things));
    }

    private static String weights(JsonPath pretraining) {
        return as("researcher")
                .get("/api/v1/encoders/" + pretraining.getString("result.encoder"))
                .path("weights");
    }

    private static void awaitSteps(String job, int steps) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> curve(job, "loss").size() >= steps);
    }

    private static void awaitState(String job, String state) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> job(job).getString("state")
                .equals(state));
    }

    private WorkerProcess worker(String name) throws IOException {
        WorkerProcess worker = WorkerProcess.start(ground, folder.resolve(name));
        workers.add(worker);
        return worker;
    }
}
