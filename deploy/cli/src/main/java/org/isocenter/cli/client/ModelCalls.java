package org.isocenter.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encoders and heads. */
public final class ModelCalls {
    private final Http http;

    ModelCalls(Http http) {
        this.http = http;
    }

    /** An encoder with its place in the chain; {@code weights} is the SHA-256 of its file. */
    public record Encoder(
            UUID id,
            UUID project,
            String name,
            String architecture,
            String weights,
            @Nullable UUID parent,
            String stage,
            String method,
            @Nullable String cohortSha256,
            long seed,
            String codeVersion,
            @Nullable UUID job,
            Map<String, Object> report,
            Instant createdAt) {}

    /** A figure with its 95 % interval. */
    public record Metric(double value, double low, double high) {}

    /** What a head reached on test patients, beside its baselines. */
    public record Evaluation(
            Map<String, Metric> metrics,
            Map<String, Map<String, Metric>> baselines,
            int trainLabels,
            int testPatients,
            int testFrames) {}

    /** A head with its evaluation. */
    public record Head(
            UUID id,
            UUID project,
            String name,
            String task,
            String kind,
            String init,
            UUID encoder,
            String weights,
            UUID labelSet,
            UUID cohortVersion,
            long seed,
            String codeVersion,
            UUID job,
            Map<String, Object> configuration,
            Evaluation report,
            String trainedBy,
            String state,
            List<Step> steps,
            Instant createdAt) {}

    /** A step of a head to another state, and why. */
    public record Step(
            String state,
            String by,
            String comment,
            @Nullable String intendedUse,
            @Nullable String limits,
            Instant at) {}

    private record Reason(String comment) {}

    private record Approval(
            String comment,
            @Nullable String intendedUse,
            @Nullable String limits) {}

    public List<Encoder> encoders(String project) {
        return http.list(ProjectCalls.path(project) + "/encoders", Encoder.class);
    }

    public Encoder encoder(UUID encoder) {
        return http.get("/api/v1/encoders/" + encoder, Encoder.class);
    }

    /** From the encoder back to the start of its chain. */
    public List<Encoder> lineage(UUID encoder) {
        return http.list("/api/v1/encoders/" + encoder + "/lineage", Encoder.class);
    }

    /** Imports weights of ImageNet, safetensors or a state dict of PyTorch, as the start of a chain. */
    public Encoder importWeights(String project, String name, String architecture, Path file) {
        return http.post(
                ProjectCalls.path(project) + "/encoders?name=" + Http.encode(name) + "&architecture="
                        + Http.encode(architecture),
                "application/octet-stream",
                ImportCalls.file(file),
                Encoder.class);
    }

    /**
     * Writes an encoder's weights and returns their number of bytes; {@code STORAGE_FULL} where the file cannot be.
     *
     * @param format safetensors or torchscript
     */
    public long exportWeights(UUID encoder, String format, Path file) {
        return http.save("/api/v1/encoders/" + encoder + "/weights?format=" + format, file);
    }

    public List<Head> heads(String project) {
        return http.list(ProjectCalls.path(project) + "/heads", Head.class);
    }

    public Head head(UUID head) {
        return http.get("/api/v1/heads/" + head, Head.class);
    }

    public Head review(UUID head, String comment) {
        return http.post("/api/v1/heads/" + head + "/review", new Reason(comment), Head.class);
    }

    /** Approves a reviewed head; the last two are the card's, where they are given. */
    public Head approve(UUID head, String comment, @Nullable String intendedUse, @Nullable String limits) {
        return http.post("/api/v1/heads/" + head + "/approval", new Approval(comment, intendedUse, limits), Head.class);
    }

    public Head retire(UUID head, String comment) {
        return http.post("/api/v1/heads/" + head + "/retirement", new Reason(comment), Head.class);
    }

    /**
     * Writes a head's model card and returns its number of bytes; {@code STORAGE_FULL} where the file cannot be.
     *
     * @param format json, markdown or html
     * @param pictures whether images of patients may be in the page
     */
    public long saveCard(UUID head, String format, boolean pictures, Path file) {
        return http.save("/api/v1/heads/%s/card?format=%s&pictures=%s".formatted(head, format, pictures), file);
    }

    /** What a head says of an image that the server does not keep. */
    public JsonNode predict(UUID head, Path file, boolean evenIfAbstaining) {
        return http.post(
                "/api/v1/heads/" + head + "/predictions?evenIfAbstaining=" + evenIfAbstaining,
                "application/octet-stream",
                ImportCalls.file(file),
                JsonNode.class);
    }

    /** What a head said of each test frame. */
    public JsonNode predictions(UUID head) {
        return http.get("/api/v1/heads/" + head + "/predictions", JsonNode.class);
    }
}
