package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.model.WeightsExchange;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.TorchArchive;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before it costs anything: plans and weights, where they are handed in. */
@QuarkusTest
@TestProfile(WorkerProfile.class)
class SubmitTest {
    private static final String LITE = "tf_efficientnet_lite0";

    @Inject
    JobQueue jobs;

    @Inject
    Projects projects;

    @Inject
    ModelRegistry models;

    @Inject
    WeightsExchange exchange;

    @TempDir
    Path folder;

    @Test
    void each_kind_of_job_is_looked_at_before_it_is_queued() {
        assertRefused(() -> submit(JobKind.PRETRAIN, Map.of("epochs", 0)), ErrorCode.INVALID_PLAN, "cohortVersion");
        assertRefused(() -> submit(JobKind.CURATE, Map.of("speed", 3)), ErrorCode.INVALID_PLAN, "cohortVersion");
        assertRefused(() -> submit(JobKind.FINETUNE, Map.of()), ErrorCode.INVALID_PLAN, "cohortVersion");
        assertRefused(() -> submit(JobKind.EVALUATE, Map.of()), ErrorCode.INVALID_PLAN, "head");
        assertRefused(() -> submit(JobKind.PREDICT, Map.of()), ErrorCode.INVALID_PLAN, "head");
    }

    @Test
    void what_the_project_does_not_have_is_not_there() {
        UUID elsewhere = UUID.randomUUID();
        assertRefused(
                () -> submit(JobKind.PRETRAIN, Map.of("cohortVersion", elsewhere.toString(), "name", "n")),
                ErrorCode.NOT_FOUND,
                "cohort version " + elsewhere);
        assertRefused(
                () -> submit(JobKind.EVALUATE, Map.of("head", elsewhere.toString())),
                ErrorCode.NOT_FOUND,
                "head " + elsewhere);
    }

    @Test
    void a_retired_head_is_no_longer_asked() {
        ProjectId project = project();
        UUID encoder = UUID.randomUUID();
        UUID head = UUID.randomUUID();
        models.register(new EncoderVersion(
                encoder,
                project,
                "start",
                LITE,
                new BlobKey("cd".repeat(32)),
                Optional.empty(),
                Stage.RANDOM,
                "random",
                Optional.empty(),
                1,
                "test",
                Optional.empty(),
                Map.of(),
                Instant.EPOCH));
        models.register(new HeadVersion(
                head,
                project,
                "head",
                LabelKind.CLASSIFICATION,
                "linear",
                "random",
                encoder,
                new BlobKey("ab".repeat(32)),
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                "test",
                UUID.randomUUID(),
                Map.of(),
                new EvaluationReport(Map.of(), Map.of(), 3, 2, 2, Evidence.NONE),
                "rita",
                List.of(),
                Instant.EPOCH));
        models.advance(head, HeadStep.of(HeadState.RETIRED, "rob", "too old", Instant.EPOCH));
        JobRequest question = new JobRequest(
                project,
                JobKind.PREDICT,
                Map.of("head", head.toString(), "instances", List.of(Map.of("sopInstanceUid", "1.2.3", "frame", 0))),
                0,
                "key");
        assertRefused(() -> jobs.submit(question), ErrorCode.CONFLICT, "retired by rob (too old)");
    }

    @Test
    void genuine_weights_fit_their_own_architecture_alone() throws IOException {
        Path genuine = SharedData.data("weights/efficientnet_lite0_imagenet.safetensors");
        assertThat(exchange.accept(LITE, genuine, folder)).isEqualTo(genuine);
        assertRefused(() -> exchange.accept("resnet18", genuine, folder), ErrorCode.WEIGHTS_MISMATCH, "conv1.weight");
        assertRefused(() -> exchange.accept("vgg", genuine, folder), ErrorCode.UNKNOWN_ENCODER, LITE);
    }

    @Test
    void weights_of_a_wrong_shape_are_refused_by_name() throws IOException {
        byte[] bytes = Files.readAllBytes(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"));
        Map<String, Tensor> tensors = new HashMap<>(
                Safetensors.read(new java.io.ByteArrayInputStream(bytes)).tensors());
        tensors.put("bn1.weight", new Tensor(new long[] {7}, new float[7]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(new Weights(tensors), out);

        assertRefused(() -> accept(out.toByteArray()), ErrorCode.WEIGHTS_MISMATCH, "bn1.weight");
        assertRefused(
                () -> accept(Arrays.copyOf(bytes, bytes.length - 1)), ErrorCode.WEIGHTS_UNREADABLE, "ends before");
        assertRefused(
                () -> accept("no weights at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                ErrorCode.WEIGHTS_UNREADABLE,
                "header");
    }

    @Test
    void a_state_dict_of_pytorch_is_stored_as_safetensors_of_the_same_values() throws IOException {
        Weights genuine;
        try (InputStream in =
                Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"))) {
            genuine = Safetensors.read(in);
        }
        TorchArchive archive = new TorchArchive().bytes('}', '(');
        genuine.tensors().forEach((name, tensor) -> {
            int[] shape =
                    LongStream.of(tensor.shape()).mapToInt(Math::toIntExact).toArray();
            archive.text(name).floats(shape, rowMajor(shape), false, tensor.values());
        });
        Path brought = archive.bytes('u', '.').zip(folder.resolve("lite0.pth"), ZipEntry.STORED);
        Path stored = exchange.accept(LITE, brought, folder);
        try (InputStream in = Files.newInputStream(stored)) {
            Weights read = Safetensors.read(in);
            assertThat(read.tensors().keySet())
                    .containsExactlyElementsOf(genuine.tensors().keySet());
            assertThat(read.relativeChange(genuine)).isZero();
        }
        assertRefused(() -> exchange.accept("resnet18", brought, folder), ErrorCode.WEIGHTS_MISMATCH, "conv1.weight");
    }

    private static int[] rowMajor(int[] shape) {
        int[] stride = new int[shape.length];
        int step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            stride[i] = step;
            step *= shape[i];
        }
        return stride;
    }

    private void accept(byte[] brought) throws IOException {
        exchange.accept(LITE, Files.write(folder.resolve("brought"), brought), folder);
    }

    private void submit(JobKind kind, Map<String, Object> parameters) {
        jobs.submit(new JobRequest(project(), kind, parameters, 0, "key"));
    }

    private ProjectId project() {
        String name = "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
        return projects.create(new Project(ProjectId.random(), name, name, DeidentificationChoice.RESEARCH))
                .id();
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PlatformException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
