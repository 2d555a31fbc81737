package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.isocenter.platform.testing.SharedData;
import org.jspecify.annotations.Nullable;

/** A project of its own in the server under test, with some real images, their labels, a split and ImageNet weights; and its jobs. */
final class ImageProject {
    static final int TRAIN_PER_CLASS = 8;
    static final int TEST_PER_CLASS = 4;
    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    /** A token serves for the whole test; the issuer minds being asked at every look at a job. */
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    /** A training image, and the same under another name. */
    static final String ORIGINAL = "glioma/Te-gl_0016.jpg";

    static final String TWIN = "glioma/again.jpg";

    private static @Nullable ImageProject tumours;

    private final String id;
    private final Path images;
    private final Map<String, String> partitions = new TreeMap<>();
    private String version = "";
    private String labelSet = "";
    private String imagenet = "";

    private ImageProject() throws IOException {
        this.id = project();
        this.images = Files.createTempDirectory(
                Files.createDirectories(SharedData.root().resolve("deploy/server/target/images")), "project");
    }

    /** Eight training and four test slices of each of four classes, and one of them twice: one project for all tests. */
    static synchronized ImageProject tumours() throws IOException {
        ImageProject project = tumours;
        if (project == null) {
            project = new ImageProject();
            project.copy("classification/brain_tumor_mri", "brain_tumor_mri_split.csv");
            Files.copy(project.images.resolve(ORIGINAL), project.images.resolve(TWIN));
            project.partitions.put(TWIN, "TRAIN");
            project.load();
            List<String> classes = List.of("glioma", "meningioma", "notumor", "pituitary");
            project.labelSet = project.labelled(
                    "finding", "CLASSIFICATION", classes, classes.stream().collect(toMap(each -> each, each -> each)));
            tumours = project;
        }
        return project;
    }

    /** Ultrasound images of two kinds of lesion, each with its mask. */
    static ImageProject lesions() throws IOException {
        ImageProject project = new ImageProject();
        project.copy("segmentation/busi", "busi_split.csv");
        project.load();
        StringBuilder csv = new StringBuilder("image,masks\n");
        Map<String, byte[]> masks = new HashMap<>();
        for (String image : project.partitions.keySet()) {
            String mask = image.replace(".png", "_mask.png");
            masks.put(
                    mask,
                    Files.readAllBytes(SharedData.data("segmentation/busi").resolve(mask)));
            csv.append(image + "," + mask + "\n");
        }
        project.labelSet = project.labels("lesion", "SEGMENTATION", List.of("lesion"), csv.toString(), masks);
        return project;
    }

    /** A frozen label set in which the images of each folder have the words given for it. */
    String labelled(String name, String kind, List<String> classes, Map<String, String> words) {
        StringBuilder csv = new StringBuilder("image,label\n");
        partitions.keySet().forEach(image -> csv.append(image + "," + words.get(folder(image)) + "\n"));
        return labels(name, kind, classes, csv.toString(), Map.of());
    }

    private static String folder(String image) {
        return image.substring(0, image.indexOf('/'));
    }

    String id() {
        return id;
    }

    String version() {
        return version;
    }

    String labelSet() {
        return labelSet;
    }

    String imagenet() {
        return imagenet;
    }

    int tests() {
        return (int) partitions.values().stream().filter("TEST"::equals).count();
    }

    /** Six epochs of four small steps on ImageNet's weights. */
    Map<String, Object> pretraining(String name) {
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

    Map<String, Object> finetuning(String encoder) {
        Map<String, Object> plan = new HashMap<>();
        plan.put("cohortVersion", version);
        plan.put("labelSet", labelSet);
        plan.put("encoder", encoder);
        plan.put("name", "head");
        plan.put("imageSize", 32);
        plan.put("epochs", 1);
        return plan;
    }

    String submit(String kind, Map<String, Object> parameters) {
        return as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind, "parameters", parameters))
                .post(in("/jobs"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The job once it has succeeded. */
    static JsonPath ended(String job) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> FINAL.contains(job(job).getString("state")));
        JsonPath ended = job(job);
        assertThat(ended.getString("state")).as(ended.getString("failure")).isEqualTo("SUCCEEDED");
        return ended;
    }

    /** The job once it has failed. */
    static JsonPath failure(String job) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> FINAL.contains(job(job).getString("state")));
        assertThat(job(job).getString("state")).isEqualTo("FAILED");
        return job(job);
    }

    /** What a head says of the first image; gives the job. */
    String ask(String head) {
        String instance = as("researcher")
                .get("/api/v1/cohort-versions/" + version + "/members")
                .path("[0].sopInstanceUid");
        return submit(
                "PREDICT",
                Map.of(
                        "head",
                        head,
                        "instances",
                        List.of(Map.of("sopInstanceUid", instance, "frame", 0)),
                        "evenIfAbstaining",
                        true));
    }

    /** The PNG of each picture of a run, by name and step, in hexadecimal. */
    static Map<String, String> pictures(String job) {
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

    static JsonPath job(String job) {
        return as("researcher").get("/api/v1/jobs/" + job).jsonPath();
    }

    /** A job's curve of one name by step. */
    static Map<Long, Double> curve(String job, String name) {
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

    static RequestSpecification as(String user) {
        return given().auth().oauth2(TOKENS.computeIfAbsent(user, KeycloakResource::token));
    }

    /** The first images of each class and side. */
    private void copy(String data, String split) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.golden("label-efficiency/" + split));
        Map<String, Integer> counts = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String image = line.split(",", -1)[0];
            String side = line.split(",", -1)[1];
            int most = side.equals("train") ? TRAIN_PER_CLASS : TEST_PER_CLASS;
            if (counts.merge(folder(image) + side, 1, Integer::sum) <= most) {
                Files.createDirectories(images.resolve(folder(image)));
                Files.copy(SharedData.data(data).resolve(image), images.resolve(image));
                partitions.put(image, side.toUpperCase(Locale.ROOT));
            }
        }
    }

    private void load() throws IOException {
        as("steward")
                .contentType(ContentType.JSON)
                .body(Map.of("path", images.toString()))
                .post(in("/imports"))
                .then()
                .statusCode(200)
                .body("stored", equalTo(partitions.size()));
        version = freeze("all");
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

    private String labels(String name, String kind, List<String> classes, String csv, Map<String, byte[]> masks) {
        as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "kind", kind, "classes", classes))
                .post(in("/label-schemes"))
                .then()
                .statusCode(201);
        RequestSpecification request = as("researcher")
                .multiPart("scheme", name)
                .multiPart("name", name)
                .multiPart("labels", "labels.csv", csv.getBytes(UTF_8), "text/csv");
        masks.forEach((mask, bytes) -> request.multiPart("masks", mask, bytes, "image/png"));
        String set =
                request.post(in("/label-sets")).then().statusCode(201).extract().path("labelSet.id");
        as("researcher").post("/api/v1/label-sets/" + set + "/freeze").then().statusCode(200);
        return set;
    }

    /** A cohort of everything there is now, frozen; gives its version. */
    String freeze(String name) {
        return freeze(name, Map.of());
    }

    /** The same with some images on other sides. */
    String freeze(String name, Map<String, String> others) {
        String cohort = as("researcher")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name))
                .post(in("/cohorts"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List<Map<String, String>> places = new ArrayList<>();
        partitions.forEach(
                (image, side) -> places.add(Map.of("image", image, "partition", others.getOrDefault(image, side))));
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

    String in(String path) {
        return "/api/v1/projects/" + id + path;
    }
}
