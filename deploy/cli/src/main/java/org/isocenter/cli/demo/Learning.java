package org.isocenter.cli.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.isocenter.cli.client.CurationCalls.Flag;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.JobCalls;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.NewJob;
import org.isocenter.cli.client.ModelCalls.Encoder;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.intake.FrameNames;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.intake.Selection;
import org.isocenter.cli.intake.Telling;
import org.isocenter.cli.report.DemoResult;
import org.isocenter.cli.report.Gallery.RunPicture;
import org.isocenter.cli.watch.JobWatch;
import org.isocenter.platform.page.LineChart.Curve;
import org.isocenter.platform.page.LineChart.Point;

/**
 * The jobs of a run: pretraining, curation, heads.
 *
 * @param client of a researcher
 * @param project the owner
 * @param plan what is asked
 * @param selection what is learnt from
 * @param telling shows how far a job is
 */
record Learning(IsocenterClient client, String project, DemoPlan plan, Selection selection, Telling telling) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A pretrained encoder.
     *
     * @param encoder its identifier
     * @param stage what became of it
     * @param curves as they were measured
     * @param pictures the last of each name
     */
    record Pretrained(UUID encoder, DemoResult.Stage stage, List<Curve> curves, List<RunPicture> pictures) {}

    /**
     * Heads of one task.
     *
     * @param heads with their figures
     * @param ids their identifiers, in the same order
     */
    record Heads(List<DemoResult.Head> heads, List<UUID> ids) {

        /** The identifier of the chain's plainest head, which the report speaks of. */
        Optional<UUID> plainest(String task) {
            return DemoResult.Head.plainest(heads, task, "chain").map(head -> ids.get(heads.indexOf(head)));
        }
    }

    /** Takes in the weights of ImageNet, where there are any. */
    Optional<Encoder> importWeights() {
        return plan.weights().map(file -> client.models().importWeights(project, "ImageNet", plan.encoder(), file));
    }

    Pretrained pretrain(Optional<Encoder> parent) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("cohortVersion", selection.version().id());
        parameters.put("architecture", plan.encoder());
        parent.ifPresent(each -> parameters.put("parent", each.id()));
        parameters.put("name", "in-domain");
        parameters.put("method", "simclr");
        parameters.put("imageSize", plan.imageSize());
        parameters.put("epochs", plan.epochs());
        plan.minutes().ifPresent(minutes -> parameters.put("minutes", minutes));
        parameters.put("seed", plan.seed());
        selection
                .labels(LabelTask.CLASSIFICATION)
                .ifPresent(labels -> parameters.put("labelSet", labels.set().id()));
        Job job = run("PRETRAIN", parameters);
        JsonNode result = JSON.valueToTree(job.result());
        return new Pretrained(
                UUID.fromString(result.path("encoder").asText()),
                JSON.convertValue(result.path("stage"), DemoResult.Stage.class),
                curves(job.id()),
                pictures(job.id()));
    }

    private List<RunPicture> pictures(UUID job) {
        Map<String, JobCalls.Picture> last = new TreeMap<>();
        client.jobs().pictures(job).forEach(each -> last.put(each.name(), each));
        return last.values().stream()
                .map(each -> new RunPicture(
                        each.caption(), Pictures.whole(client.jobs().picture(job, each))))
                .toList();
    }

    private List<Curve> curves(UUID job) {
        Map<String, List<Point>> points = new TreeMap<>();
        client.jobs().metrics(job).forEach(metric -> points.computeIfAbsent(metric.name(), name -> new ArrayList<>())
                .add(new Point(metric.step(), metric.value())));
        return points.entrySet().stream()
                .map(entry -> new Curve(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Looks through the cohort with an encoder; nothing is changed by what it finds. */
    List<Flag> curate(UUID encoder) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("cohortVersion", selection.version().id());
        parameters.put("encoder", encoder);
        parameters.put("seed", plan.seed());
        parameters.put("imageSize", plan.imageSize());
        selection
                .labels(LabelTask.CLASSIFICATION)
                .ifPresent(labels -> parameters.put("labelSet", labels.set().id()));
        Job job = run("CURATE", parameters);
        return client.curation().flags(project, Optional.empty()).stream()
                .filter(flag -> flag.job().equals(job.id()))
                .toList();
    }

    /** Trains a task's heads from the encoder, from random weights and, where it comes from them, from ImageNet's. */
    Heads finetune(UUID encoder, LabelTask.Frozen labels, FrameNames names) {
        Map<String, Object> parameters = new HashMap<>(plan.budget().parameters(labels.task(), names, plan.seed()));
        parameters.put("cohortVersion", selection.version().id());
        parameters.put("labelSet", labels.set().id());
        parameters.put("encoder", encoder);
        parameters.put("name", labels.task().name());
        parameters.put("kinds", labels.task().isSegmentation() ? List.of("decoder") : List.of("linear", "finetuned"));
        parameters.put("imageSize", plan.imageSize());
        parameters.put("seed", plan.seed());
        parameters.put("baselines", true);
        parameters.put("actOnFlags", plan.actOnFlags());
        JsonNode heads = JSON.valueToTree(run("FINETUNE", parameters).result()).path("heads");
        List<DemoResult.Head> figures = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        heads.forEach(head -> {
            DemoResult.Head read = JSON.convertValue(head, DemoResult.Head.class);
            figures.add(new DemoResult.Head(
                    read.task().toLowerCase(Locale.ROOT),
                    read.kind(),
                    read.init(),
                    read.trainLabels(),
                    read.actOnFlags(),
                    read.metrics()));
            ids.add(UUID.fromString(head.path("id").asText()));
        });
        return new Heads(figures, ids);
    }

    private Job run(String kind, Map<String, Object> parameters) {
        Job job = client.jobs()
                .submit(
                        project,
                        new NewJob(kind, parameters, 0),
                        UUID.randomUUID().toString());
        try (ProgressBar bar = telling.bar()) {
            return new JobWatch(client.jobs(), bar).followToSuccess(job.id());
        }
    }

    /** The chain from its start to an encoder. */
    List<DemoResult.Link> lineage(UUID encoder) {
        List<DemoResult.Link> links = new ArrayList<>();
        client.models()
                .lineage(encoder)
                .forEach(each -> links.add(
                        0,
                        new DemoResult.Link(
                                each.id().toString(),
                                each.name(),
                                each.stage(),
                                each.method(),
                                each.architecture(),
                                each.weights())));
        return links;
    }
}
