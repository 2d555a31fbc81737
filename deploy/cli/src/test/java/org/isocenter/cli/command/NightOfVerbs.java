package org.isocenter.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.platform.testing.Orthanc;
import org.isocenter.platform.testing.SharedData;

/** What an administrator of a PACS types, by the guide: an archive is asked, pulled from, and learnt from by a plan, against a real Orthanc and a running stack. */
public final class NightOfVerbs {
    private static final String PROJECT = "night-" + UUID.randomUUID();
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Prompt prompt;
    private final Path folder;
    private final int dicomPort;

    /**
     * Prepares the calls.
     *
     * @param home state folder of a stack that runs
     * @param folder empty, for files
     * @param dicomPort where the stack takes associations
     */
    public NightOfVerbs(Path home, Path folder, int dicomPort) {
        this.prompt = new Prompt(home);
        this.folder = folder;
        this.dicomPort = dicomPort;
    }

    /** All of it. */
    public void run() throws Exception {
        Orthanc.requireInstalled();
        String title = PROJECT.substring(6, 20);
        say("project create %s --ae-title %s".formatted(PROJECT, title));
        try (Orthanc orthanc = new Orthanc(folder.resolve("orthanc"), java.util.Map.of())) {
            orthanc.knows(title, dicomPort);
            List<Path> all = phantoms();
            fill(orthanc, all.subList(0, all.size() / 2));
            anArchiveIsMadeKnownAndAsked(orthanc.dicomPort());
            whatItHasIsPulledOnce();
            fill(orthanc, all.subList(all.size() / 2, all.size()));
            aPlanLearnsFromWhatCameAndAnotherOneIsCancelledWhileItLearns();
        }
    }

    /** In an order that gives each half some of every patient. */
    private List<Path> phantoms() throws IOException {
        Path drawn = folder.resolve("phantoms");
        assertThat(prompt.offline("dicom", "phantom", "--small", "--seed", "11", drawn.toString()))
                .isEqualTo(ExitCode.DONE);
        try (Stream<Path> files = Files.walk(drawn.resolve("dicom"))) {
            List<Path> objects =
                    new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
            Collections.shuffle(objects, new java.util.Random(11));
            return objects;
        }
    }

    private static void fill(Orthanc orthanc, List<Path> objects) throws IOException, InterruptedException {
        for (Path object : objects) {
            orthanc.put(Files.readAllBytes(object));
        }
    }

    private void anArchiveIsMadeKnownAndAsked(int port) throws JsonProcessingException {
        String add = "pacs add main --ae-title ORTHANC --host localhost --port " + port;
        say(add);
        assertThat(type(ExitCode.REFUSED, add)).contains("of this name");
        assertThat(type(ExitCode.WRONG_CALL, "pacs add other --port 104")).contains("--url");
        assertThat(type(ExitCode.WRONG_CALL, add + " --tls")).contains("isocenter.dicom.tls-configuration-name");
        assertThat(say("pacs echo main").get("milliseconds").asLong()).isNotNegative();
        type(ExitCode.NOT_FOUND, "pacs echo nowhere");
        JsonNode found = say("pacs find main --modality CT");
        assertThat(found.get("complete").asBoolean()).isTrue();
        assertThat(found.get("studies"))
                .isNotEmpty()
                .allMatch(study -> study.get("study").asText().startsWith("2.25."));
        assertThat(say("pacs find main --modality CT --from 1990-01-01 --to 1990-01-31")
                        .get("studies"))
                .isEmpty();
    }

    private void whatItHasIsPulledOnce() throws JsonProcessingException {
        JsonNode first = say("pacs pull main --modality CT --watch").get("result");
        assertThat(first.get("fetched").asInt()).isPositive();
        assertThat(first.get("failed").asInt()).isZero();
        JsonNode second = say("pacs pull main --modality CT --watch").get("result");
        assertThat(second.get("fetched").asInt()).isZero();
        assertThat(second.get("known").asInt()).isEqualTo(first.get("fetched").asInt());
    }

    private void aPlanLearnsFromWhatCameAndAnotherOneIsCancelledWhileItLearns() throws JsonProcessingException {
        Path genuine = SharedData.data("weights/efficientnet_lite0_imagenet.safetensors");
        String encoder = say("weights import %s --encoder tf_efficientnet_lite0 --name chest-1".formatted(genuine))
                .get("id")
                .asText();
        JsonNode before =
                say("cohort create chest --where Modality=CT --seed 7").at("/versions/0/patients");
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        String plan =
                " --pacs main --modality CT --window %s-%s --zone UTC --cohort chest --encoder chest-1 --pretrain --image-size 32"
                        .formatted(now.minusHours(1), now.plusHours(2));
        say("schedule create night --curate --epochs 1" + plan);
        say("schedule create endless --epochs 100000" + plan);
        assertThat(type(ExitCode.REFUSED, "schedule create night" + plan)).contains("of this name");

        String endless = learning("endless");
        say("schedule cancel endless");
        assertThat(prompt.document(ExitCode.NOT_DONE, "jobs", "watch", endless)
                        .get("state")
                        .asText())
                .isEqualTo("CANCELLED");
        type(ExitCode.REFUSED, "schedule cancel endless");
        assertThat(run("endless").get("state").asText()).isEqualTo("CANCELLED");

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !run("night").path("endedAt").asText("").isEmpty());
        JsonNode night = run("night");
        assertThat(night.get("state").asText()).as(night.toString()).isEqualTo("DONE");
        assertThat(result(night, "CURATE").has("flagged")).isTrue();
        JsonNode learnt = result(night, "PRETRAIN");
        assertThat(learnt.at("/stage/imagesSeen").asInt()).isPositive();
        assertThat(learnt.get("encoder").asText()).isNotEqualTo(encoder);
        assertThat(say("weights list").get("encoders").findValuesAsText("id"))
                .contains(encoder, learnt.get("encoder").asText());
        JsonNode after = say("cohort show chest").at("/versions");
        assertThat(after).anySatisfy(version -> {
            assertThat(version.at("/patients/UNLABELLED").asInt())
                    .as("who is new is learnt from")
                    .isPositive();
            assertThat(version.at("/patients/TEST"))
                    .as("who was tested still is")
                    .isEqualTo(before.get("TEST"));
        });
    }

    /** Waits until a plan learns; the job that does. */
    private String learning(String schedule) {
        return Awaitility.await().atMost(PATIENCE).until(() -> pretraining(schedule), job -> !job.isEmpty());
    }

    private String pretraining(String schedule) throws JsonProcessingException {
        String job = run(schedule).at("/jobs/PRETRAIN").asText();
        boolean runs =
                !job.isEmpty() && say("jobs show " + job).get("state").asText().equals("RUNNING");
        return runs ? job : "";
    }

    private JsonNode result(JsonNode run, String step) throws JsonProcessingException {
        return prompt.document(
                        ExitCode.DONE, "jobs", "show", run.at("/jobs/" + step).asText())
                .get("result");
    }

    private JsonNode run(String schedule) throws JsonProcessingException {
        return say("schedule show " + schedule).at("/runs/0");
    }

    private JsonNode say(String line) throws JsonProcessingException {
        return prompt.document(ExitCode.DONE, words(line));
    }

    /** What a verb says that ends with an exit code. */
    private String type(int exit, String line) {
        assertThat(prompt.call(words(line))).isEqualTo(exit);
        return prompt.err();
    }

    private static String[] words(String line) {
        boolean ofProject = !line.startsWith("project ") && !line.startsWith("jobs ");
        return (line + (ofProject ? " -p " + PROJECT : "")).split(" ", -1);
    }
}
