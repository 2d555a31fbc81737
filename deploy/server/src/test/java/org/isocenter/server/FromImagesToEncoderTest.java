package org.isocenter.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.isocenter.server.ImageProject.as;
import static org.isocenter.server.ImageProject.curve;
import static org.isocenter.server.ImageProject.ended;
import static org.isocenter.server.ImageProject.job;
import static org.isocenter.server.ImageProject.pictures;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.awaitility.Awaitility;
import org.isocenter.platform.config.PlatformConfig;
import org.junit.jupiter.api.Test;

/** From some real images to encoders, with the packaged application as a worker: killed, paused, resumed, held to a time, and stopped where a figure is no longer finite. */
@QuarkusTest
@TestProfile(WholeServer.class)
class FromImagesToEncoderTest {
    @Inject
    PlatformConfig ground;

    @Test
    void a_pretraining_whose_worker_is_killed_goes_on_by_itself_and_its_curve_equals_the_uninterrupted_one()
            throws IOException, InterruptedException {
        ImageProject project = ImageProject.tumours();
        WorkerProcess first = worker();
        String interrupted = project.submit("PRETRAIN", project.pretraining("interrupted"));
        awaitSteps(interrupted, 7);
        first.kill();
        assertThat(job(interrupted).getString("state")).isEqualTo("RUNNING");

        worker();
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

    @Test
    void a_chain_may_begin_with_the_classes_of_labelled_images_and_each_stage_says_what_it_was_made_with()
            throws IOException {
        ImageProject project = ImageProject.tumours();
        worker();
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
    void a_question_is_answered_while_a_run_goes_on_that_is_paused_resumed_given_back_and_cancelled()
            throws IOException, InterruptedException {
        ImageProject project = ImageProject.tumours();
        WorkerProcess worker = worker();
        Map<String, Object> linear = project.finetuning(project.imagenet());
        linear.put("name", "asked");
        linear.put("kinds", List.of("linear"));
        linear.put("baselines", false);
        String head = ended(project.submit("FINETUNE", linear)).getString("result.heads[0].id");
        Map<String, Object> night = project.pretraining("night");
        night.put("epochs", 1000);
        String run = project.submit("PRETRAIN", night);
        awaitSteps(run, 2);

        ended(project.ask(head));
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
        ImageProject project = ImageProject.tumours();
        worker();
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
        ImageProject project = ImageProject.tumours();
        worker();
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
        ImageProject project = ImageProject.tumours();
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
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> job(job).getString("state")
                .equals(state));
    }

    private WorkerProcess worker() throws IOException {
        return WorkerProcess.shared(ground);
    }
}
