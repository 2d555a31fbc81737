package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.evaluation.Prediction;
import org.isocenter.training.evaluation.TestSet;
import org.isocenter.training.explanation.Explanations;
import org.isocenter.training.explanation.Overlay;
import org.isocenter.training.explanation.WeightsCheck;
import org.isocenter.training.picture.PictureGrid;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Plane;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * Pictures of where a head for classes looks in a few test images: three that it named rightly and three that it did not, those it was surest of, each of
 * another patient. Whether the maps hang on what was learnt is checked and said beside them.
 */
final class HeadPictures {
    /** Key of what is known of a head's maps, in results and configurations. */
    static final String EXPLANATION = "explanation";

    private static final Set<String> LINEAR_IN_FEATURES = Set.of(FinetunePlan.LINEAR, FinetunePlan.FINETUNED);
    private static final int EACH = 3;

    private final ModelFiles files;
    private final Function<byte[], BlobKey> store;
    private final Consumer<JobPicture> keep;

    /**
     * Pictures of a run.
     *
     * @param store takes a PNG
     * @param keep is told of a picture that is stored
     */
    HeadPictures(ModelFiles files, Function<byte[], BlobKey> store, Consumer<JobPicture> keep) {
        this.files = files;
        this.store = store;
        this.keep = keep;
    }

    /** A head as it lies in the store: what it started from, its weights, the side of its view in pixels. */
    record Stored(EncoderVersion start, Weights weights, int imageSize) {}

    /**
     * The way that maps are made and how they passed the check, as JSON values; empty where a head has no score for each class that hangs on the
     * representation by weights.
     */
    Map<String, Object> show(String name, Stored head, HeadReport report, TestSet test, long seed, NDManager manager) {
        if (!LINEAR_IN_FEATURES.contains(report.kind())) {
            return Map.of();
        }
        List<Integer> shown = chosen(report, test);
        List<String> classes = test.classNames();
        float[][] scores = scores(rows(head.weights().get("head.weight")), classes.size());
        if (scores.length != classes.size() || shown.isEmpty()) {
            return Map.of();
        }
        try (Encoder encoder = encoder(head, report.kind(), manager)) {
            Explanations explanations = new Explanations(encoder, scores, head.imageSize());
            SomeFrames frames = new SomeFrames(test.frames(), shown);
            int[] named = shown.stream()
                    .mapToInt(
                            place -> classes.indexOf(named(report.predictions().get(place))))
                    .toArray();
            List<Plane> maps = IntStream.range(0, named.length)
                    .mapToObj(i -> explanations.map(frames.frame(i), named[i], manager))
                    .toList();
            WeightsCheck check = explanations.check(frames, named, maps, seed, manager);
            List<Prediction> predictions =
                    shown.stream().map(report.predictions()::get).toList();
            keep.accept(new JobPicture(
                    0,
                    name,
                    caption(explanations.title(), predictions, check),
                    predictions.stream()
                            .map(each -> each.frame().instance())
                            .distinct()
                            .toList(),
                    store.apply(new PictureGrid(grid(frames, maps, head.imageSize(), encoder)).png())));
            return facts(explanations.title(), check, name);
        }
    }

    /** A fine-tuned head brings its own encoder. */
    private Encoder encoder(Stored head, String kind, NDManager manager) {
        return kind.equals(FinetunePlan.LINEAR)
                ? files.open(head.start(), manager)
                : Encoder.of(
                        Architecture.named(head.start().architecture()),
                        manager,
                        head.weights().of("encoder."));
    }

    /** For a grade speaks what speaks for at least that grade; for the lowest what speaks against more. */
    private static float[][] scores(float[][] rows, int classes) {
        if (rows.length != classes - 1) {
            return rows;
        }
        return IntStream.range(0, classes)
                .mapToObj(grade -> grade > 0 ? rows[grade - 1] : negated(rows[0]))
                .toArray(float[][]::new);
    }

    private static float[] negated(float[] row) {
        float[] negated = row.clone();
        for (int i = 0; i < row.length; i++) {
            negated[i] = -row[i];
        }
        return negated;
    }

    private static float[][] rows(Tensor weight) {
        int width = (int) weight.shape()[1];
        return IntStream.range(0, (int) weight.shape()[0])
                .mapToObj(k -> Arrays.copyOfRange(weight.values(), k * width, (k + 1) * width))
                .toArray(float[][]::new);
    }

    private static List<Integer> chosen(HeadReport report, TestSet test) {
        Set<String> patients = new HashSet<>();
        List<Integer> right = surest(report, test, true, patients);
        List<Integer> wrong = surest(report, test, false, patients);
        return Stream.concat(right.stream(), wrong.stream()).toList();
    }

    private static List<Integer> surest(HeadReport report, TestSet test, boolean right, Set<String> patients) {
        List<Integer> places = new ArrayList<>();
        IntStream.range(0, report.predictions().size())
                .boxed()
                .filter(place -> isRight(report.predictions().get(place)) == right)
                .sorted(Comparator.comparingDouble(
                        place -> -sureness(report.predictions().get(place))))
                .forEach(place -> {
                    if (places.size() < EACH
                            && patients.add(test.members().get(place).patient().toString())) {
                        places.add(place);
                    }
                });
        return places;
    }

    private static boolean isRight(Prediction prediction) {
        return List.of(prediction.truth().split(";")).contains(named(prediction));
    }

    private static String named(Prediction prediction) {
        return prediction.probabilities().entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    private static double sureness(Prediction prediction) {
        return prediction.probabilities().get(named(prediction));
    }

    private static List<List<Plane>> grid(SomeFrames frames, List<Plane> maps, int side, Encoder encoder) {
        EvaluationView view = new EvaluationView(side, encoder.architecture().normalisation());
        return IntStream.range(0, frames.size())
                .mapToObj(i -> {
                    Plane image = view.plane(frames.frame(i));
                    return List.of(image, Overlay.of(image, maps.get(i)));
                })
                .toList();
    }

    private static String caption(String title, List<Prediction> shown, WeightsCheck check) {
        String rows = shown.stream()
                .map(each -> "%s named %s (%.2f)".formatted(each.truth(), named(each), sureness(each)))
                .collect(Collectors.joining("; "));
        return "Where the head looks (%s) for the class that it names: on the left a test image, on the right its map over it. From the top: %s. %s."
                .formatted(
                        title,
                        rows,
                        check.warning()
                                .map(warning -> "Warning: " + warning)
                                .orElseGet(() ->
                                        "With random weights the maps change as they should (rank correlation %.2f)"
                                                .formatted(check.correlation())));
    }

    private static Map<String, Object> facts(String title, WeightsCheck check, String picture) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("method", title);
        facts.put("picture", picture);
        facts.put("randomisedCorrelation", check.correlation());
        facts.put("images", check.images());
        facts.put("draws", check.draws());
        check.warning().ifPresent(warning -> facts.put("warning", warning));
        return facts;
    }
}
