package org.isocenter.cli.efficiency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.NewJob;
import org.isocenter.cli.client.ModelCalls.Encoder;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.efficiency.EfficiencyPlan.Wish;
import org.isocenter.cli.efficiency.Logbook.Entries;
import org.isocenter.cli.efficiency.Logbook.Ground;
import org.isocenter.cli.report.EfficiencyResult;
import org.isocenter.cli.watch.Pause;

/**
 * Asks for all trainings of a measurement at once, so that every worker takes some, follows them and joins their figures.
 *
 * @param client of a researcher
 * @param logbook names what is learnt from, the encoder and the trainings
 */
record EfficiencyRun(IsocenterClient client, Logbook logbook) {
    private static final int RESAMPLES = 1000;

    /**
     * What became of the trainings.
     *
     * @param result the figures of those that succeeded
     * @param complaints what was said by those that did not
     */
    record Outcome(EfficiencyResult result, List<String> complaints) {}

    /** Follows every training to its end; those that failed in an earlier call are asked for again. */
    Outcome run(Optional<Figure> wanted, String codeVersion, ProgressBar bar) {
        Entries entries = logbook.entries();
        Ground ground = entries.ground().orElseThrow();
        List<Job> jobs = entries.wishes().stream()
                .map(wish -> submit(entries, ground, wish))
                .toList();
        List<Job> ended = follow(jobs, bar);
        Figure figure = wanted.orElse(ground.figure());
        List<EfficiencyResult.Cell> cells = new ArrayList<>();
        Map<Curves.Key, Map<Integer, Measured>> heads = new LinkedHashMap<>();
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < ended.size(); i++) {
            Wish wish = entries.wishes().get(i);
            if (ended.get(i).hasSucceeded()) {
                JsonNode made =
                        new ObjectMapper().valueToTree(ended.get(i).result()).path("heads");
                made.forEach(head -> cells.add(cell(wish, head, figure, ground.masks(), heads)));
            } else {
                complaints.add("budget %s, seed %d: %s"
                        .formatted(
                                wish.budget(),
                                wish.seed(),
                                Optional.ofNullable(ended.get(i).failure())
                                        .map(failure -> failure.code() + " " + failure.message())
                                        .orElse(ended.get(i).state())));
            }
        }
        Curves curves = Curves.of(figure, RESAMPLES, 0, heads);
        return new Outcome(
                new EfficiencyResult(
                        figure.word(),
                        ground.task(),
                        cells,
                        curves.points(),
                        curves.differences(),
                        origin(entries, ground, codeVersion),
                        logbook.beside(ResultFiles.PICTURE).toString()),
                complaints);
    }

    private Job submit(Entries entries, Ground ground, Wish wish) {
        Map<String, Object> parameters = new HashMap<>(wish.parameters());
        parameters.put("cohortVersion", ground.cohortVersion());
        parameters.put("labelSet", ground.labelSet());
        parameters.put("encoder", entries.encoder().orElseThrow());
        parameters.put("name", "%s labels, draw %d".formatted(wish.budget(), wish.seed()));
        String key = "%s %s %d".formatted(entries.id(), wish.budget(), wish.seed());
        return client.jobs().submitAgain(ground.project(), new NewJob("FINETUNE", parameters, 0), key);
    }

    private List<Job> follow(List<Job> jobs, ProgressBar bar) {
        List<Job> now = new ArrayList<>(jobs);
        while (true) {
            now.replaceAll(job -> job.hasEnded() ? job : client.jobs().show(job.id()));
            long ended = now.stream().filter(Job::hasEnded).count();
            String message = now.stream()
                    .filter(job -> job.state().equals("RUNNING"))
                    .map(job -> job.progress().message())
                    .findFirst()
                    .orElse("waiting");
            bar.show(ended, now.size(), "trainings %d/%d, %s".formatted(ended, now.size(), message));
            if (ended == now.size()) {
                return now;
            }
            Pause.of(Duration.ofSeconds(1));
        }
    }

    private EfficiencyResult.Cell cell(
            Wish wish, JsonNode head, Figure figure, boolean masks, Map<Curves.Key, Map<Integer, Measured>> heads) {
        String id = head.path("id").asText();
        Curves.Key key = new Curves.Key(
                wish.budget(),
                head.path("init").asText(),
                mode(head.path("kind").asText()));
        heads.computeIfAbsent(key, each -> new TreeMap<>())
                .put(wish.seed(), Measured.of(client.models().predictions(UUID.fromString(id)), masks));
        JsonNode metric = head.path("metrics").path(figure.word());
        return new EfficiencyResult.Cell(
                wish.budget(),
                wish.seed(),
                key.init(),
                key.mode(),
                figure.word(),
                metric.path("value").asDouble(Double.NaN),
                metric.path("low").asDouble(Double.NaN),
                metric.path("high").asDouble(Double.NaN),
                id);
    }

    private static String mode(String kind) {
        return switch (kind) {
            case "linear" -> "frozen";
            case "finetuned", "decoder" -> "finetuned";
            default -> kind;
        };
    }

    private Map<String, Object> origin(Entries entries, Ground ground, String codeVersion) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("project", ground.project());
        origin.put("cohortVersion", ground.cohortVersion());
        origin.put("cohortSha256", ground.cohortSha256());
        origin.put("labelSet", ground.labelSet());
        origin.put("labelSha256", ground.labelSha256());
        origin.put(
                "lineage",
                client.models().lineage(entries.encoder().orElseThrow()).stream()
                        .map(EfficiencyRun::link)
                        .toList());
        origin.put("options", entries.question());
        origin.put("codeVersion", codeVersion);
        return origin;
    }

    private static Map<String, Object> link(Encoder encoder) {
        return Map.of(
                "name", encoder.name(),
                "stage", encoder.stage(),
                "method", encoder.method(),
                "architecture", encoder.architecture(),
                "weights", encoder.weights());
    }
}
