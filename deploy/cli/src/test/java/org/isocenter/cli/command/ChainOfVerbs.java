package org.isocenter.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.platform.testing.SharedData;

/** Drives the verbs against a running local stack, good input and bad, as a person would type them. */
public final class ChainOfVerbs {
    private static final String PROJECT = "verbs-" + UUID.randomUUID();
    private static final int PICTURES = 24;
    private static final int COPIED = 1;
    private static final int COPY = 7;

    private final Prompt prompt;
    private final Path folder;

    /**
     * Prepares the calls.
     *
     * @param home state folder of a stack that runs
     * @param folder empty, for files
     */
    public ChainOfVerbs(Path home, Path folder) {
        this.prompt = new Prompt(home);
        this.folder = folder;
    }

    /** All of it, in the order of a person's day. */
    public void run() throws IOException {
        aProjectIsMadeAndItsMembersMayWork();
        aPictureFolderComesInAndWhatIsBrokenIsNamed();
        objectsArchivesAndArraysComeInAndTroubleWaitsInQuarantine();
        labelsAreAllOrNothing();
        aCohortIsFrozenOrRefused();
        weightsComeInAndGoOut();
        aJobIsSubmittedOnceAndEnded();
        anEncoderAndAHeadAreLearned();
        aStewardDecidesAboutFlags();
        theTrailIsVerifiedWithoutAServer();
        othersAreRefused();
    }

    private void aProjectIsMadeAndItsMembersMayWork() throws IOException {
        JsonNode project =
                document(ExitCode.DONE, "project", "create", PROJECT, "--ae-title", PROJECT.substring(6, 20));
        assertThat(project.get("name").asText()).isEqualTo(PROJECT);
        assertThat(document(ExitCode.DONE, "member", "add", "guest", "-p", PROJECT)
                        .get("members"))
                .extracting(JsonNode::asText)
                .contains("guest", "researcher", "steward");
        assertThat(document(ExitCode.DONE, "project", "list").findValuesAsText("name"))
                .contains(PROJECT, "default");
        assertThat(call("project", "create", PROJECT)).isEqualTo(ExitCode.REFUSED);
        assertThat(call("project", "create", "no blanks", "--ae-title", "X")).isEqualTo(ExitCode.WRONG_CALL);
    }

    private void aPictureFolderComesInAndWhatIsBrokenIsNamed() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures/left")).getParent();
        StringBuilder labels = new StringBuilder("image,label,patient,split\n");
        StringBuilder split = new StringBuilder("image,split\n");
        for (int i = 0; i < PICTURES; i++) {
            picture(pictures.resolve("left/" + i + ".png"), i == COPY ? COPIED : i);
            String side = i < 12 ? "train" : i < 16 ? "val" : i < 22 ? "test" : "unlabelled";
            labels.append("left/%d.png,%s,p%d,%s\n".formatted(i, i % 2 == 0 ? "even" : "odd", i, side));
            split.append("left/%d.png,%s\n".formatted(i, side));
        }
        Files.writeString(pictures.resolve("labels.csv"), labels);
        Files.writeString(folder.resolve("split.csv"), split);
        Files.writeString(pictures.resolve("broken.jpg"), "no picture");
        JsonNode report = document(ExitCode.NOT_DONE, "import", pictures.toString(), "-p", PROJECT);
        assertThat(report.get("stored").asInt()).isEqualTo(PICTURES);
        assertThat(report.get("ownPatients").asInt()).isZero();
        assertThat(report.get("broken").get(0).asText()).isEqualTo("broken.jpg");
        assertThat(prompt.err()).contains("not taken in: broken.jpg: ISO-108");
        Files.delete(pictures.resolve("broken.jpg"));
        assertThat(document(ExitCode.DONE, "import", pictures.toString(), "-p", PROJECT)
                        .get("duplicates")
                        .asInt())
                .isEqualTo(PICTURES);
    }

    private void objectsArchivesAndArraysComeInAndTroubleWaitsInQuarantine() throws IOException {
        byte[] good = Files.readAllBytes(SharedData.data("dicom/dcm4che/mr_series/MR01.dcm"));
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Files.write(objects.resolve("a.dcm"), good);
        Files.writeString(objects.resolve("text.dcm"), "no object");
        Files.write(objects.resolve("empty.dcm"), new byte[0]);
        Files.write(objects.resolve("cut.dcm"), java.util.Arrays.copyOf(good, good.length / 2));
        Files.write(objects.resolve("huge.dcm"), withHugeElement(good));
        JsonNode report = document(ExitCode.DONE, "import", objects.toString(), "-p", PROJECT);
        assertThat(report.get("stored").asInt()).isEqualTo(1);
        assertThat(report.get("quarantined").asInt()).isEqualTo(4);

        JsonNode held = document(ExitCode.DONE, "quarantine", "list", "-p", PROJECT);
        assertThat(held.findValuesAsText("code")).hasSize(4).allMatch(code -> code.startsWith("ISO-1"));
        String id = held.get(0).get("id").asText();
        assertThat(document(ExitCode.DONE, "quarantine", "requeue", id, "-p", PROJECT)
                        .get(0)
                        .get("fate")
                        .asText())
                .isEqualTo("QUARANTINED");
        assertThat(call("quarantine", "discard", id, "-p", PROJECT)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(document(ExitCode.DONE, "quarantine", "discard", "--all", "-p", PROJECT))
                .hasSize(4);
        assertThat(document(ExitCode.DONE, "quarantine", "list", "-p", PROJECT)).isEmpty();

        Path zip = folder.resolve("all.zip");
        try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(zip))) {
            archive.putNextEntry(new ZipEntry("x/a.dcm"));
            archive.write(good);
        }
        assertThat(document(ExitCode.DONE, "import", zip.toString(), "-p", PROJECT)
                        .get("duplicates")
                        .asInt())
                .isEqualTo(1);
        assertThat(document(ExitCode.DONE, "import", zip.toString(), "-p", PROJECT, "--on-server")
                        .get("duplicates")
                        .asInt())
                .isEqualTo(1);
        Path damaged = Files.writeString(folder.resolve("damaged.zip"), "no archive");
        assertThat(call("import", damaged.toString(), "-p", PROJECT)).isEqualTo(ExitCode.BAD_INPUT);
    }

    private void labelsAreAllOrNothing() throws IOException {
        Path labels = folder.resolve("pictures/labels.csv");
        Path unknown =
                Files.writeString(folder.resolve("unknown.csv"), "image,label\nleft/0.png,even\nleft/nobody.png,odd\n");
        assertThat(call("labels", "import", unknown.toString(), "--name", "parity", "-p", PROJECT))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(prompt.err()).contains("ISO-203  line 3:").doesNotContain("nobody");
        assertThat(document(ExitCode.DONE, "labels", "list", "-p", PROJECT)).isEmpty();
        JsonNode imported =
                document(ExitCode.DONE, "labels", "import", labels.toString(), "--name", "parity", "-p", PROJECT);
        assertThat(imported.at("/labelSet/labelled").asInt()).isEqualTo(22);
        assertThat(imported.at("/labelSet/classes/even").asInt()).isEqualTo(11);
        assertThat(imported.get("places")).hasSize(PICTURES);
        assertThat(document(ExitCode.DONE, "labels", "freeze", "parity", "-p", PROJECT)
                        .get("frozen")
                        .asBoolean())
                .isTrue();
        Path outside = Files.writeString(folder.resolve("outside.csv"), "image,label\nleft/0.png,prime\n");
        assertThat(call("labels", "import", outside.toString(), "--name", "parity", "-p", PROJECT))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(call("labels", "import", folder.resolve("none.csv").toString(), "--name", "n", "-p", PROJECT))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    private void aCohortIsFrozenOrRefused() throws IOException {
        String split = folder.resolve("split.csv").toString();
        JsonNode given = document(ExitCode.DONE, "cohort", "create", "given", "--split", split, "-p", PROJECT);
        assertThat(given.at("/versions/0/frames/TRAIN").asInt()).isEqualTo(12);
        assertThat(given.at("/versions/0/frames/UNLABELLED").asInt()).isEqualTo(3);
        JsonNode drawn = document(
                ExitCode.DONE,
                "cohort",
                "create",
                "drawn",
                "--where",
                "Modality=OT,MR",
                "--seed",
                "7",
                "--stratify-by",
                "parity",
                "-p",
                PROJECT);
        assertThat(drawn.at("/versions/0/seed").asInt()).isEqualTo(7);
        assertThat(document(ExitCode.DONE, "cohort", "freeze", "drawn", "--unlabelled", "-p", PROJECT)
                        .at("/versions/0/number")
                        .asInt())
                .isEqualTo(2);
        assertThat(document(ExitCode.DONE, "cohort", "show", "drawn", "-p", PROJECT)
                        .get("versions"))
                .hasSize(2);

        assertThat(call("cohort", "create", "one", "--where", "Modality=MR", "-p", PROJECT))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(prompt.err()).contains("ISO-200  a split needs at least 3 patient(s), the cohort has 1");
        assertThat(call("cohort", "create", "one", "--where", "Modality=MR", "--unlabelled", "-p", PROJECT))
                .isEqualTo(ExitCode.DONE);
        assertThat(call("cohort", "create", "drawn", "-p", PROJECT)).isEqualTo(ExitCode.REFUSED);
        assertThat(call("cohort", "show", "nothing", "-p", PROJECT)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(call("cohort", "create", "x", "--where", "Colour=red", "-p", PROJECT))
                .isEqualTo(ExitCode.WRONG_CALL);
    }

    /** A file of torch.save around a pickle. */
    private static byte[] pickled(String pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private void weightsComeInAndGoOut() throws IOException {
        Path genuine = SharedData.data("weights/efficientnet_lite0_imagenet.safetensors");
        String[] call = {"weights", "import", "", "--architecture", "tf_efficientnet_lite0", "-p", PROJECT};
        call[2] = genuine.toString();
        String encoder = document(ExitCode.DONE, call).get("id").asText();
        Path copy = folder.resolve("copy.safetensors");
        assertThat(document(ExitCode.DONE, "weights", "export", "imagenet", copy.toString(), "-p", PROJECT)
                        .at("/encoder/id")
                        .asText())
                .isEqualTo(encoder);
        assertThat(copy).hasSameBinaryContentAs(genuine);
        assertThat(document(ExitCode.DONE, "weights", "list", "-p", PROJECT).get("encoders"))
                .hasSize(1);

        Path script = folder.resolve("copy.pt");
        assertThat(document(
                                ExitCode.DONE,
                                "weights",
                                "export",
                                "imagenet",
                                script.toString(),
                                "--format",
                                "torchscript",
                                "-p",
                                PROJECT)
                        .get("bytes")
                        .asLong())
                .isEqualTo(Files.size(script));
        try (ZipFile zip = new ZipFile(script.toFile())) {
            assertThat(zip.getEntry("k/code/__torch__.py")).isNotNull();
        }

        call[2] = Files.write(folder.resolve("evil.pth"), pickled("cos\nsystem\n."))
                .toString();
        assertThat(call(call)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(prompt.err()).contains("ISO-307", "os.system");
        call[2] = Files.write(folder.resolve("wrong.safetensors"), safetensors("conv_stem.weight", 3, 2))
                .toString();
        assertThat(call(call)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(prompt.err()).contains("ISO-301");
        call[2] = Files.writeString(folder.resolve("text.safetensors"), "no weights")
                .toString();
        assertThat(call(call)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(prompt.err()).contains("ISO-300");
        assertThat(document(ExitCode.DONE, "weights", "list", "-p", PROJECT).get("encoders"))
                .hasSize(1);
    }

    private void aJobIsSubmittedOnceAndEnded() throws IOException {
        String[] call = words("pretrain --cohort given --name chain --parent imagenet --epochs 5000 --batch-size 4"
                + " --image-size 32 --idempotency-key once-%s -p %s".formatted(PROJECT, PROJECT));
        JsonNode job = document(ExitCode.DONE, call);
        assertThat(document(ExitCode.DONE, call).get("id")).isEqualTo(job.get("id"));
        String id = job.get("id").asText();
        assertThat(document(ExitCode.DONE, "jobs", "list", "-p", PROJECT)).hasSize(1);
        assertThat(document(ExitCode.DONE, "jobs", "show", id)
                        .at("/parameters/epochs")
                        .asInt())
                .isEqualTo(5000);
        assertThat(call("jobs", "cancel", id)).isEqualTo(ExitCode.DONE);
        assertThat(document(ExitCode.NOT_DONE, "jobs", "watch", id).get("state").asText())
                .isEqualTo("CANCELLED");
        assertThat(call("jobs", "resume", id)).isEqualTo(ExitCode.REFUSED);
        assertThat(call("jobs", "log", id)).isEqualTo(ExitCode.DONE);
        assertThat(call("jobs", "metrics", id)).isEqualTo(ExitCode.DONE);
        List<String> wrong = new ArrayList<>(List.of(call));
        wrong.set(8, "-3");
        wrong.set(14, "another-" + PROJECT); // another key, since a known one gives the known job
        assertThat(call(wrong.toArray(String[]::new))).isEqualTo(ExitCode.WRONG_CALL);
    }

    private void anEncoderAndAHeadAreLearned() throws IOException {
        JsonNode pretrained = watched(
                "pretrain --cohort given --name chain --parent imagenet --labels parity --epochs 1 --batch-size 4"
                        + " --image-size 32");
        assertThat(pretrained.at("/stage/method").asText()).isEqualTo("simclr");
        assertThat(document(ExitCode.DONE, "weights", "list", "-p", PROJECT).get("encoders"))
                .hasSize(2);
        JsonNode heads = watched("finetune --cohort given --labels parity --encoder chain --name head --kinds linear"
                        + " --labels-per-class 3 --image-size 32 --no-baselines")
                .get("heads");
        assertThat(heads.get(0).get("trainLabels").asInt()).isPositive();
        String head = heads.get(0).get("id").asText();
        String metric = "/metrics/auroc/value";
        assertThat(watched("evaluate --accept-near-duplicates --head " + head)
                        .at(metric)
                        .asDouble())
                .isEqualTo(heads.get(0).at(metric).asDouble());
        assertThat(watched("predict --cohort given --head " + head).get("predictions"))
                .isNotEmpty();
        assertThat(call(words(
                        "finetune --cohort given --labels parity --encoder chain --name many --labels-per-class 500"
                                + " --watch -p "
                                + PROJECT)))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(prompt.err()).contains("ISO-205");
    }

    /** One picture stands twice, under the names of two patients. */
    private void aStewardDecidesAboutFlags() throws IOException {
        JsonNode curated = watched("curate run --cohort given --encoder chain --image-size 32");
        assertThat(curated.get("flagged").asInt()).isPositive();
        JsonNode flags = document(ExitCode.DONE, "curate", "list", "--issue", "exact_duplicate", "-p", PROJECT);
        assertThat(flags).isNotEmpty();
        String flag = flags.get(0).get("id").asText();
        assertThat(document(ExitCode.DONE, "curate", "decide", "exclude", flag, "--comment", "twice")
                        .at("/0/verdict")
                        .asText())
                .isEqualTo("EXCLUDE");
        JsonNode frozen = document(ExitCode.DONE, "cohort", "freeze", "given", "--unlabelled", "-p", PROJECT);
        assertThat(frozen.at("/versions/0/frames/UNLABELLED").asInt())
                .isEqualTo(PICTURES); // and the object, without the one excluded
        assertThat(call("curate", "decide", "keep", UUID.randomUUID().toString()))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    private JsonNode watched(String line) throws JsonProcessingException {
        return document(ExitCode.DONE, words(line + " --watch -p " + PROJECT)).get("result");
    }

    private static String[] words(String line) {
        return line.split(" ", -1);
    }

    private void theTrailIsVerifiedWithoutAServer() throws IOException {
        Path trail = folder.resolve("trail");
        document(ExitCode.DONE, "audit", "export", trail.toString());
        String[] verify = {"audit", "verify", trail.toString(), "--json"};
        assertThat(prompt.offline(verify)).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(prompt.out()).get("events").asInt())
                .isGreaterThan(20);

        List<String> lines = new ArrayList<>(Files.readAllLines(trail.resolve("events.jsonl")));
        lines.remove(2);
        Files.write(trail.resolve("events.jsonl"), lines);
        assertThat(prompt.offline(verify)).isEqualTo(ExitCode.NOT_DONE);
        assertThat(prompt.err()).contains("DELETED at 3: event 3 is missing");
        assertThat(prompt.offline("audit", "verify", folder.resolve("nowhere").toString()))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    private void othersAreRefused() throws IOException {
        assertThat(call("jobs", "list", "-p", PROJECT, "--user", "auditor")).isEqualTo(ExitCode.REFUSED);
        assertThat(call("jobs", "list", "-p", "nobodys")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(call("jobs", "list", "--user", "nobody")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(call("import", folder.toString(), "-p", "nobodys")).isEqualTo(ExitCode.NOT_FOUND);
    }

    private JsonNode document(int exit, String... args) throws JsonProcessingException {
        return prompt.document(exit, args);
    }

    private int call(String... args) {
        return prompt.call(args);
    }

    private static void picture(Path file, int seed) throws IOException {
        BufferedImage image = new BufferedImage(48, 40, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(seed);
        for (int i = 0; i < 48 * 40; i++) {
            image.getRaster().setSample(i % 48, i / 48, 0, random.nextInt(256));
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** The object with one more element at its end that declares 4 GB. */
    private static byte[] withHugeElement(byte[] good) {
        ByteBuffer huge = ByteBuffer.allocate(good.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        huge.put(good)
                .putShort((short) 0x7fff)
                .putShort((short) 0x0010)
                .put("OB".getBytes(UTF_8))
                .putShort((short) 0);
        return huge.putInt(0xfffffff0).array();
    }

    /** One tensor of zeros in the safetensors form. */
    private static byte[] safetensors(String name, int rows, int columns) {
        int bytes = 4 * rows * columns;
        byte[] header = "{\"%s\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}"
                .formatted(name, rows, columns, bytes)
                .getBytes(UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        return file.putLong(header.length).put(header).array();
    }
}
