package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.finetune.ClassificationHead;
import org.isocenter.training.finetune.DecoderHead;
import org.isocenter.training.finetune.Detection;
import org.isocenter.training.metric.TemperatureScaling;
import org.isocenter.training.view.Plane;
import org.isocenter.training.weights.Weights;
import org.jspecify.annotations.Nullable;

/** A registered head that is ready to answer, as sure as it should be, and silent about what it does not know. */
final class OpenHead {
    private static final Answer SILENCE =
            new Answer(Map.of(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private final HeadVersion head;
    private final Abstention abstention;
    private final Embedder start;
    private final @Nullable Classifier classifier;
    private final @Nullable DecoderHead segmenter;

    /**
     * What a head says of one frame.
     *
     * @param probabilities by class; empty for a mask, and where it abstains
     * @param mask of the frame's own size; empty for classes, and where it abstains
     * @param boxes the mask's connected parts, the surest first
     * @param shares a plane per class, background first, where they were asked for
     * @param distance to the training images; empty where nothing is known of them
     * @param why it abstains
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Answer(
            Map<String, Double> probabilities,
            Optional<byte[]> mask,
            List<Box> boxes,
            Optional<Plane> shares,
            Optional<Double> distance,
            Optional<Abstention.Why> why) {}

    /** One part of a mask and the name of its class. */
    record Box(String name, Detection part) {}

    /** Says how likely each class is, of frames and what the encoder that the head started from makes of them. */
    private interface Classifier {
        double[][] probabilities(FrameSource frames, double[][] features);
    }

    OpenHead(HeadVersion head, HeadFiles files, NDManager manager) {
        Weights weights = files.weights(head);
        this.head = head;
        this.abstention = Abstention.of(head, HeadFiles.familiarity(weights));
        this.start = files.start(head, manager);
        boolean draws = head.task() == LabelKind.SEGMENTATION;
        this.classifier = draws ? null : classifier(head, weights, files, manager);
        this.segmenter = draws ? files.segmenter(head, manager) : null;
    }

    private static Classifier classifier(HeadVersion head, Weights weights, HeadFiles files, NDManager manager) {
        if (HeadFiles.isFrozen(head)) {
            return (frames, features) ->
                    HeadFiles.frozen(head, weights, known -> features).probabilities(frames);
        }
        ClassificationHead tuned = files.tuned(head, manager);
        return (frames, features) -> tuned.probabilities(frames);
    }

    /** What its answers are worth, as JSON values: calibrated or not, and when it abstains. */
    Map<String, Object> terms() {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("calibrated", classifier != null && temperature().isPresent());
        temperature().ifPresent(value -> terms.put(HeadFiles.TEMPERATURE, value));
        terms.put("abstention", abstention.values());
        return terms;
    }

    /** The temperature that its probabilities are calibrated with; empty where they are not. */
    private Optional<Double> temperature() {
        return head.configuration().get(HeadFiles.TEMPERATURE) instanceof Number number
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    /**
     * Answers about some frames.
     *
     * @param modalities one per frame
     * @param shares whether a head that draws says how probable each class is at each pixel
     * @param evenIf whether it answers where it would abstain
     */
    List<Answer> ask(FrameSource frames, List<Modality> modalities, boolean shares, boolean evenIf) {
        double[][] features = features(frames);
        double[] distances = distances(features);
        List<Optional<Abstention.Why>> why = IntStream.range(0, frames.size())
                .mapToObj(i -> abstention.why(modalities.get(i), distances[i]))
                .toList();
        List<Integer> answered = IntStream.range(0, frames.size())
                .filter(i -> evenIf || why.get(i).isEmpty())
                .boxed()
                .toList();
        double[][] theirs = answered.stream().map(i -> features[i]).toArray(double[][]::new);
        List<Answer> some = answers(new SomeFrames(frames, answered), theirs, shares);
        List<Answer> all = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            int place = answered.indexOf(i);
            Answer said = place < 0 ? SILENCE : some.get(place);
            Optional<Double> distance =
                    abstention.familiarity().isPresent() ? Optional.of(distances[i]) : Optional.empty();
            all.add(new Answer(said.probabilities(), said.mask(), said.boxes(), said.shares(), distance, why.get(i)));
        }
        return all;
    }

    /** What the encoder that it started from makes of frames, a row each; empty rows where nothing asks for it. */
    private double[][] features(FrameSource frames) {
        boolean asked = abstention.familiarity().isPresent() || (classifier != null && HeadFiles.isFrozen(head));
        return asked ? start.embed(frames) : new double[frames.size()][0];
    }

    private double[] distances(double[][] features) {
        return Arrays.stream(features)
                .mapToDouble(row -> abstention
                        .familiarity()
                        .map(known -> known.distance(row))
                        .orElse(0.0))
                .toArray();
    }

    private List<Answer> answers(FrameSource frames, double[][] features, boolean shares) {
        if (frames.size() == 0) {
            return List.of();
        }
        return classifier != null ? classes(classifier.probabilities(frames, features)) : masks(frames, shares);
    }

    private List<Answer> classes(double[][] raw) {
        double[][] probabilities = temperature().map(t -> calibrated(raw, t)).orElse(raw);
        List<String> names = HeadFiles.classes(head);
        return Arrays.stream(probabilities)
                .map(row -> new Answer(
                        named(names, row),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    /** Classes that exclude one another share one; a finding has a probability of its own, and with it its absence. */
    private double[][] calibrated(double[][] raw, double temperature) {
        TemperatureScaling scaling = new TemperatureScaling(temperature);
        if (head.task().isExclusive()) {
            return scaling.apply(raw);
        }
        return IntStream.range(0, raw.length)
                .mapToObj(i -> IntStream.range(0, raw[i].length)
                        .mapToDouble(k -> scaling.apply(new double[][] {{raw[i][k], 1 - raw[i][k]}})[0][0])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static Map<String, Double> named(List<String> names, double[] values) {
        Map<String, Double> named = new LinkedHashMap<>();
        IntStream.range(0, values.length).forEach(k -> named.put(names.get(k), values[k]));
        return named;
    }

    private List<Answer> masks(FrameSource frames, boolean wanted) {
        DecoderHead asked = Objects.requireNonNull(segmenter);
        return asked.drawn(frames, wanted).stream()
                .map(drawn -> new Answer(
                        Map.of(),
                        Optional.of(drawn.mask()),
                        boxes(drawn.detections()),
                        drawn.shares(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }

    private List<Box> boxes(List<Detection> detections) {
        List<String> names = HeadFiles.classes(head);
        return detections.stream()
                .map(part -> new Box(names.get(part.labelClass() - 1), part))
                .toList();
    }
}
