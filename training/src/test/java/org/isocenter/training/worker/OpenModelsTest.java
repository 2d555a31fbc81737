package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.job.ClaimedJob;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.job.Lease;
import org.isocenter.platform.job.Progress;
import org.isocenter.platform.job.Signal;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.LeaseKeeper;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.familiarity.Familiarity;
import org.isocenter.training.testing.ManagedArrays;
import org.isocenter.training.testing.MemoryBlobs;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenModelsTest {
    private static final ProjectId PROJECT = new ProjectId(UUID.randomUUID());
    private static final Architecture LITE = Architecture.named("tf_efficientnet_lite0");
    private static final int SIZE = 32;
    private static final BlobKey IMAGE = new BlobKey("cd".repeat(32));

    private final MemoryBlobs blobs = new MemoryBlobs();
    private final ModelFiles files = new ModelFiles(blobs);
    private final EncoderVersion encoder = encoder();
    private final HeadVersion linear = head("linear", layer().and(familiar()));
    private final HeadVersion tuned =
            head("finetuned", layer().and(weights(2).under("encoder.")).and(familiar()));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final int arrays = arrays();
    private HeadVersion registered = linear;

    @AfterEach
    void nothingStaysOpen() {
        clock.shutdownNow();
        assertThat(arrays()).as("the test closed what it opened").isEqualTo(arrays);
    }

    @Test
    void the_second_question_opens_nothing_and_is_answered_bit_for_bit_as_a_cold_one() {
        for (HeadVersion head : List.of(linear, tuned)) {
            registered = head;
            OpenModels cold = models(0);
            OpenModels warm = models(2);
            Map<String, Object> first = answer(warm, head);
            int opened = blobs.opened();

            Map<String, Object> second = answer(warm, head);
            assertThat(blobs.opened()).isEqualTo(opened);
            assertThat(second).isEqualTo(first).isEqualTo(answer(cold, head));
            assertThat(second.toString()).contains("probabilities").contains("distance");
            assertThat(blobs.opened()).isGreaterThan(opened);
            warm.close();
        }
    }

    @Test
    void a_head_answers_as_its_evaluation_asks_it() {
        for (HeadVersion head : List.of(linear, tuned)) {
            OpenModels models = models(0);
            try (NDManager manager = EngineMemory.forJob()) {
                double[][] measured = new HeadFiles(holdings(), files)
                        .classifier(head, manager)
                        .probabilities(image());
                assertThat(models.head(head, OpenModelsTest::answers).get(0).probabilities())
                        .containsExactly(Map.entry("a", measured[0][0]), Map.entry("b", measured[0][1]));
            }
        }
    }

    @Test
    void an_encoder_that_compared_images_compares_again_without_being_opened() {
        OpenModels models = models(2);
        double[][] first = models.encoder(encoder, SIZE, features -> features.embed(image()));
        int opened = blobs.opened();

        assertThat(models.<double[][]>encoder(encoder, SIZE, features -> features.embed(image())))
                .isDeepEqualTo(first);
        assertThat(blobs.opened()).isEqualTo(opened);
        models.close();
    }

    @Test
    void no_more_stay_open_than_the_setting_says_and_the_one_asked_longest_ago_is_closed() {
        OpenModels models = models(2);
        ask(models, linear);
        int one = arrays() - arrays;
        models.encoder(encoder, SIZE, features -> features.embed(image()));
        ask(models, linear);
        assertThat(arrays() - arrays).as("the head's encoder, and the encoder").isEqualTo(2 * one);

        ask(models, tuned); // in place of the encoder
        assertThat(arrays() - arrays)
                .as("the head's encoder, and the other's two")
                .isEqualTo(3 * one);
        int opened = blobs.opened();
        ask(models, linear);
        assertThat(blobs.opened()).isEqualTo(opened);
        models.encoder(encoder, SIZE, features -> features.embed(image()));
        assertThat(blobs.opened()).isGreaterThan(opened);
        models.close();
    }

    @Test
    void a_model_that_stays_open_keeps_no_array_of_its_questions() {
        OpenModels models = models(1);
        ask(models, tuned);
        int after = arrays();
        for (int i = 0; i < 20; i++) {
            ask(models, tuned);
        }
        assertThat(arrays()).isEqualTo(after);
        models.close();
    }

    @Test
    void a_question_during_another_has_a_model_of_its_own_and_one_of_them_stays() {
        OpenModels models = models(2);
        ask(models, linear);
        int one = arrays();
        models.head(
                linear,
                outer -> models.head(linear, inner -> {
                    assertThat(inner).isNotSameAs(outer);
                    return answers(inner);
                }));
        assertThat(arrays()).isEqualTo(one);
        models.close();
    }

    @Test
    void a_model_that_failed_is_closed_and_opened_anew() {
        OpenModels models = models(2);
        assertThatThrownBy(() -> models.head(linear, open -> {
                    throw new IllegalStateException("no more memory");
                }))
                .hasMessage("no more memory");
        assertThat(arrays()).isEqualTo(arrays);
        ask(models, linear);
        models.close();
    }

    @Test
    void a_worker_that_leaves_closes_them_and_what_is_still_asked_after_its_answer() {
        OpenModels models = models(2);
        ask(models, tuned);
        models.head(linear, open -> {
            models.close();
            return answers(open);
        });
        assertThat(arrays()).isEqualTo(arrays);
    }

    @Test
    void a_head_that_was_retired_meanwhile_is_refused_though_it_is_open() {
        OpenModels models = models(2);
        answer(models, linear);
        registered = retired(linear);
        assertThatThrownBy(() -> answer(models, linear))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("retired by rob (too old)");
        models.close();
    }

    private OpenModels models(int most) {
        return new OpenModels(holdings(), new HeadFiles(holdings(), files), files, config(most));
    }

    private void ask(OpenModels models, HeadVersion head) {
        models.head(head, OpenModelsTest::answers);
    }

    private static List<OpenHead.Answer> answers(OpenHead open) {
        return open.ask(image(), Collections.nCopies(image().size(), Modality.OTHER), false, true);
    }

    /** As a job is answered. */
    private Map<String, Object> answer(OpenModels models, HeadVersion head) {
        PredictOnceHandler handler =
                new PredictOnceHandler(holdings(), models, only(FrameReader.class, image().frame(0)), config(0));
        Lease lease = new Lease(UUID.randomUUID(), 1);
        JobQueue queue = only(JobQueue.class, Signal.GO_ON);
        try (LeaseKeeper keeper = new LeaseKeeper(queue, lease, Duration.ofMinutes(1), () -> false, clock)) {
            return handler.run(new JobRun(new ClaimedJob(job(lease, head), lease, List.of()), queue, keeper));
        }
    }

    private static Job job(Lease lease, HeadVersion head) {
        return new Job(
                lease.job(),
                PROJECT,
                JobKind.PREDICT_ONCE,
                Map.of(
                        "head",
                        head.id().toString(),
                        "blob",
                        IMAGE.sha256(),
                        "frames",
                        1,
                        "modality",
                        Modality.OTHER.code(),
                        "evenIfAbstaining",
                        true),
                0,
                JobState.RUNNING,
                new Progress(0, 0, "", ""),
                1,
                "rita",
                Instant.EPOCH,
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    private static FramesInMemory image() {
        byte[] colours = new byte[3 * SIZE * SIZE];
        new Random(5).nextBytes(colours);
        Frame frame = SampleImages.frame(SIZE, SIZE, new Pixels.Rgb8(colours));
        return new FramesInMemory(List.of("0"), List.of(frame));
    }

    private Holdings holdings() {
        ModelRegistry models = (ModelRegistry) Proxy.newProxyInstance(
                ModelRegistry.class.getClassLoader(),
                new Class<?>[] {ModelRegistry.class},
                (proxy, method, arguments) -> Optional.of(method.getName().equals("head") ? registered : encoder));
        return new Holdings(
                only(Cohorts.class, Optional.empty()),
                only(LabelSets.class, Optional.empty()),
                models,
                only(RemoteArchives.class, Optional.empty()));
    }

    /** Settings whose every number is this. */
    private static TrainingConfig config(int number) {
        return only(TrainingConfig.class, number);
    }

    /** A port whose every answer is this. */
    private static <T> T only(Class<T> port, Object answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> method.getReturnType() == void.class ? null : answer));
    }

    private EncoderVersion encoder() {
        return new EncoderVersion(
                UUID.randomUUID(),
                PROJECT,
                "start",
                LITE.name(),
                files.put(weights(1)),
                Optional.empty(),
                Stage.RANDOM,
                "random",
                Optional.empty(),
                1,
                "test",
                Optional.empty(),
                Map.of(),
                Instant.EPOCH);
    }

    private HeadVersion head(String kind, Weights weights) {
        return head(UUID.randomUUID(), kind, files.put(weights), List.of());
    }

    private HeadVersion retired(HeadVersion head) {
        return head(
                head.id(),
                head.kind(),
                head.weights(),
                List.of(HeadStep.of(HeadState.RETIRED, "rob", "too old", Instant.EPOCH)));
    }

    private HeadVersion head(UUID id, String kind, BlobKey weights, List<HeadStep> steps) {
        return new HeadVersion(
                id,
                PROJECT,
                kind,
                LabelKind.CLASSIFICATION,
                kind,
                "random",
                encoder.id(),
                weights,
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                "test",
                UUID.randomUUID(),
                Map.of(HeadFiles.CLASSES, List.of("a", "b"), HeadFiles.IMAGE_SIZE, SIZE),
                new EvaluationReport(Map.of(), Map.of(), 3, 2, 2, Evidence.NONE),
                "rita",
                steps,
                Instant.EPOCH);
    }

    private static Weights weights(long seed) {
        try (NDManager manager = EngineMemory.forJob();
                Encoder fresh = Encoder.random(LITE, manager, seed)) {
            return fresh.weights();
        }
    }

    private static Weights layer() {
        float[] values = new float[2 * LITE.width()];
        Random random = new Random(3);
        IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
        return new Weights(Map.of(
                "head.weight", new Tensor(new long[] {2, LITE.width()}, values),
                "head.bias", new Tensor(new long[] {2}, new float[2])));
    }

    private static Weights familiar() {
        double[][] features = new double[6][LITE.width()];
        Random random = new Random(4);
        for (double[] row : features) {
            Arrays.setAll(row, i -> random.nextDouble());
        }
        return Familiarity.of(features, List.of("a", "b", "c", "d", "e", "f"))
                .orElseThrow()
                .weights()
                .under(HeadFiles.FAMILIAR);
    }

    /** Of the whole process. */
    private static int arrays() {
        try (NDManager any = NDManager.newBaseManager("PyTorch")) {
            return ManagedArrays.count(any.getParentManager());
        }
    }
}
