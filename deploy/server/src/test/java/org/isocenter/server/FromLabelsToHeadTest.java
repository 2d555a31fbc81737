package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.isocenter.server.ImageProject.as;
import static org.isocenter.server.ImageProject.curve;
import static org.isocenter.server.ImageProject.ended;
import static org.isocenter.server.ImageProject.failure;
import static org.isocenter.server.ImageProject.job;
import static org.isocenter.server.ImageProject.pictures;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** From labels of some real images to heads, with the packaged application as a worker: learnt, measured, compared, asked, and the trail of it all. */
@QuarkusTest
@TestProfile(WholeServer.class)
class FromLabelsToHeadTest {
    @Inject
    PlatformConfig ground;

    @Inject
    DataSource database;

    @Test
    void heads_are_trained_beside_their_baselines_measured_asked_and_audited() throws IOException, SQLException {
        ImageProject project = ImageProject.tumours();
        worker();
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
        Map<String, Number> probabilities = ended(project.ask(head)).getMap("result.predictions[0].probabilities");
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
        ImageProject project = ImageProject.lesions();
        worker();
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
        String mask = ended(project.ask(id)).getString("result.predictions[0].maskPng");
        BufferedImage drawn =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(mask)));
        assertThat(Math.min(drawn.getWidth(), drawn.getHeight()))
                .as("the short side at which frames are kept")
                .isEqualTo(256);
        drawnAsObjects(project, id);
    }

    @Test
    void two_heads_are_compared_and_no_head_is_measured_on_what_it_has_learnt() throws IOException {
        ImageProject project = ImageProject.tumours();
        worker();
        String unlabelled = project.freeze("twin unlabelled", Map.of(ImageProject.TWIN, "UNLABELLED"));
        Map<String, Object> plan = project.finetuning(project.imagenet());
        plan.putAll(Map.of("cohortVersion", unlabelled, "name", "pair", "baselines", false));
        plan.put("kinds", List.of("linear", "prototype"));
        JsonPath pair = ended(project.submit("FINETUNE", plan));
        String head = pair.getString("result.heads[0].id");

        JsonPath compared = ended(project.submit(
                "EVALUATE",
                Map.of("head", head, "against", pair.getString("result.heads[1].id"), "acceptNearDuplicates", true)));
        assertThat(compared.getDouble("result.comparison.differences.auroc.value"))
                .isCloseTo(
                        compared.getDouble("result.metrics.auroc.value")
                                - compared.getDouble("result.against.metrics.auroc.value"),
                        within(1e-6));
        assertThat(compared.getMap("result.comparison.mcNemar")).containsKeys("firstOnly", "secondOnly", "p");

        String twinTested = project.freeze("twin tested", Map.of(ImageProject.TWIN, "TEST"));
        JsonPath leak = failure(project.submit(
                "EVALUATE", Map.of("head", head, "cohortVersion", twinTested, "acceptNearDuplicates", true)));
        assertThat(leak.getString("failure.name")).isEqualTo("TEST_SET_LEAKS");
        assertThat(leak.getString("failure.message")).startsWith("1 of the test images");
        String originalTested = project.freeze("original tested", Map.of(ImageProject.ORIGINAL, "TEST"));
        JsonPath learnt = failure(project.submit("EVALUATE", Map.of("head", head, "cohortVersion", originalTested)));
        assertThat(learnt.getString("failure.message")).contains("no test patient that the head has learnt from");
    }

    @Test
    void findings_and_grades_are_learnt_and_images_without_a_label_too() throws IOException {
        ImageProject project = ImageProject.tumours();
        worker();
        Map<String, String> findings =
                Map.of("notumor", "", "glioma", "tumour", "meningioma", "tumour;?gland", "pituitary", "tumour;gland");
        String several = project.labelled("findings", "MULTI_LABEL", List.of("tumour", "gland"), findings);
        Map<String, Object> plan = project.finetuning(project.imagenet());
        plan.putAll(Map.of("labelSet", several, "name", "findings", "baselines", false, "kinds", List.of("linear")));
        JsonPath linear = ended(project.submit("FINETUNE", plan));
        assertThat(linear.getString("result.heads[0].task")).isEqualTo("multi_label");
        assertThat(linear.getDouble("result.heads[0].metrics.auroc.value")).isBetween(0.0, 1.0);
        plan.putAll(Map.of("name", "sure findings", "kinds", List.of("finetuned"), "selfTraining", "fixmatch"));
        plan.put("labelsPerClass", 6);
        String selfTrained = project.submit("FINETUNE", plan);
        assertThat(ended(selfTrained).getString("result.heads[0].kind")).isEqualTo("finetuned");
        assertThat(curve(selfTrained, "kept.finetuned.imagenet")).isNotEmpty();

        Map<String, String> grades =
                Map.of("notumor", "none", "glioma", "some", "meningioma", "some", "pituitary", "much");
        String graded = project.labelled("grades", "ORDINAL", List.of("none", "some", "much"), grades);
        plan.putAll(Map.of("labelSet", graded, "name", "grades", "selfTraining", "noisy-student"));
        String student = project.submit("FINETUNE", plan);
        JsonPath ordinal = ended(student);
        assertThat(ordinal.getString("result.heads[0].task")).isEqualTo("ordinal");
        assertThat(ordinal.getDouble("result.heads[0].metrics.quadraticKappa.value"))
                .isBetween(-1.0, 1.0);
        assertThat(curve(student, "kept.finetuned.imagenet")).isNotEmpty();
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
    private void askedOnce(ImageProject project, String head) throws IOException, SQLException {
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
        nothingLeftOf(Arrays.copyOfRange(noise(), 600, 624));

        byte[] mark = new byte[24];
        new Random(9).nextBytes(mark);
        as("researcher")
                .contentType("application/dicom")
                .queryParam("evenIfAbstaining", true)
                .body(named(mark))
                .post("/api/v1/heads/" + head + "/predictions")
                .then()
                .statusCode(200)
                .body("predictions[0].abstained.reason", equalTo("WRONG_MODALITY"));
        assertThat(files()).isEqualTo(before);
        nothingLeftOf(mark, "Unkeptova", "UNKEPT-4711");
    }

    /** A CT whose pixels bear a mark, of a patient with a name. */
    private static byte[] named(byte[] mark) throws IOException {
        DicomObject object = Part10Reader.read(SharedData.data("dicom/cornerstone3D/CTImage.dcm"));
        Dataset image = object.dataset();
        byte[] pixels = new byte
                [2
                        * image.integer(Tag.ROWS).orElseThrow()
                        * image.integer(Tag.COLUMNS).orElseThrow()];
        System.arraycopy(mark, 0, pixels, pixels.length / 2, mark.length);
        image.setBytes(Tag.PIXEL_DATA, Vr.OW, pixels);
        image.set(Tag.PATIENT_NAME, Vr.PN, "Unkeptova^Anna");
        image.set(Tag.PATIENT_ID, Vr.LO, "UNKEPT-4711");
        return Part10Writer.bytes(object);
    }

    /** Neither a piece of an image, however it is written, nor a word of it is in a row of the database, in a log, or in a file of server or worker. */
    private void nothingLeftOf(byte[] piece, String... words) throws IOException, SQLException {
        List<String> wanted = new ArrayList<>(List.of(words));
        wanted.add(new String(piece, StandardCharsets.ISO_8859_1));
        wanted.add(HexFormat.of().formatHex(piece));
        for (int start = 0; start < 3; start++) { // one of them begins where a group of Base64 does
            wanted.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(piece, start, start + 18)));
        }
        String rows = LeftBehind.everyRow(database);
        assertThat(wanted).as("in the database").noneMatch(rows::contains);
        for (Path root : List.of(WholeServer.LOG, ground.home(), WorkerProcess.HOMES)) {
            try (Stream<Path> written = Files.walk(root)) {
                for (Path file : written.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertThat(wanted).as(file.toString()).noneMatch(text::contains);
                }
            }
        }
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

    private WorkerProcess worker() throws IOException {
        return WorkerProcess.shared(ground);
    }
}
