package org.isocenter.training.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.finetune.LabelledClasses;
import org.isocenter.training.finetune.LinearHead;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.probe.LogisticRegression;
import org.isocenter.training.probe.Standardiser;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.view.ViewProfile;

/** Images to learn from without labels, and labelled ones to see what an encoder is worth. */
interface LearningSet {
    /** What is learnt from. */
    FrameSource images();

    ViewProfile profile();

    /** What the representations are worth: figures by name, one for each draw of labels. */
    Map<String, double[]> measure(Embedder encoder);

    /** The set of a name. */
    static LearningSet of(String name) {
        return switch (name) {
            case "cifar10" -> new Cifar();
            case "brain_tumor_mri" -> new Brain();
            default -> throw new IllegalArgumentException("there is no set " + name);
        };
    }

    /** Four thousand small photographs of ten classes, and 800 to test with. */
    final class Cifar implements LearningSet {
        private static final String FOLDER = "natural/cifar10/";
        private final FrameSource images = colours(FOLDER + "train");
        private final FrameSource tests = colours(FOLDER + "test");
        private final int[] label = classes(images);
        private final int[] truth = classes(tests);

        @Override
        public FrameSource images() {
            return images;
        }

        @Override
        public ViewProfile profile() {
            return ViewProfile.NATURAL;
        }

        @Override
        public Map<String, double[]> measure(Embedder encoder) {
            double[][] train = encoder.embed(images);
            double[][] test = encoder.embed(tests);
            int classes = folders(images).size();
            Standardiser scale = Standardiser.of(train);
            LogisticRegression linear = LogisticRegression.fit(scale.apply(train), label, classes, 0.001, true);
            Map<String, double[]> figures = new LinkedHashMap<>();
            figures.put("knn", new double[] {accuracy(new KnnProbe().scores(train, label, classes, test))});
            figures.put("linear", new double[] {accuracy(linear.probabilities(scale.apply(test)))});
            return figures;
        }

        private double accuracy(double[][] scores) {
            return IntStream.range(0, truth.length)
                    .mapToDouble(i -> winner(scores[i]) == truth[i] ? 1 : 0)
                    .average()
                    .orElseThrow();
        }

        private static int winner(double[] scores) {
            return IntStream.range(0, scores.length)
                    .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                    .orElseThrow();
        }
    }

    /** The pool of brain slices, and the labelled ones by the split and the subsets of the label-efficiency tables. */
    final class Brain implements LearningSet {
        private static final List<Integer> BUDGETS = List.of(5, 10, 20, 50);
        private static final int SEEDS = 5;

        private final LabelledSamples samples = LabelledSamples.brain();
        private final FrameSource images = colours(LabelledSamples.BRAIN + "_pool");
        private final List<String> names = samples.side("train");
        private final List<String> folders;
        private final FrameSource training = samples.frames(names);
        private final FrameSource tests = samples.frames(samples.side("test"));
        private final int[] truth;

        Brain() {
            folders = LearningSet.folders(training);
            truth = LabelledSamples.classes(samples.side("test"), folders);
        }

        @Override
        public FrameSource images() {
            return images;
        }

        @Override
        public ViewProfile profile() {
            return ViewProfile.PICTURE;
        }

        /** {@code train} looks at no test image: heads of 20 labels a class, judged on the other training images; settings are chosen by it. */
        @Override
        public Map<String, double[]> measure(Embedder encoder) {
            Embedder once = once(encoder);
            Map<String, double[]> figures = new LinkedHashMap<>();
            figures.put("train", each(seed -> amongTraining(once, seed)));
            for (int budget : BUDGETS) {
                figures.put(
                        "auroc" + budget,
                        each(seed -> Ranking.macroAuroc(
                                truth,
                                head(once, samples.subset(seed, budget), seed).probabilities(tests))));
            }
            return figures;
        }

        private static double[] each(IntToDoubleFunction figure) {
            return IntStream.range(0, SEEDS).mapToDouble(figure).toArray();
        }

        private double amongTraining(Embedder encoder, int seed) {
            List<String> labelled = samples.subset(seed, 20);
            List<String> others =
                    names.stream().filter(name -> !labelled.contains(name)).toList();
            FrameSource rest =
                    new SomeFrames(training, others.stream().map(names::indexOf).toList());
            return Ranking.macroAuroc(
                    LabelledSamples.classes(others, folders),
                    head(encoder, labelled, seed).probabilities(rest));
        }

        private LinearHead head(Embedder encoder, List<String> labelled, int seed) {
            LabelledClasses set = LabelledSamples.labelled(training, names, labelled, folders);
            return LinearHead.fit(encoder, set, seed);
        }

        /** Twenty-five heads look at the same images. */
        private static Embedder once(Embedder encoder) {
            IdentityHashMap<FrameSource, double[][]> seen = new IdentityHashMap<>();
            return frames -> {
                if (frames instanceof SomeFrames some) {
                    double[][] whole = seen.computeIfAbsent(some.whole(), encoder::embed);
                    return some.places().stream().map(place -> whole[place]).toArray(double[][]::new);
                }
                return seen.computeIfAbsent(frames, encoder::embed);
            };
        }
    }

    /** All pictures in the folders of a folder, in order, named {@code class/file}. */
    private static FrameSource colours(String folder) {
        Path root = SharedData.data(folder);
        List<String> ids = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, 2)) {
            files.filter(file -> file.getFileName().toString().matches(".*\\.(png|jpe?g)"))
                    .sorted(Comparator.naturalOrder())
                    .forEach(file -> {
                        ids.add(root.relativize(file).toString());
                        frames.add(SampleImages.colour(file));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FramesInMemory(ids, frames);
    }

    private static int[] classes(FrameSource frames) {
        return LabelledSamples.classes(ids(frames), folders(frames));
    }

    private static List<String> folders(FrameSource frames) {
        return ids(frames).stream()
                .map(id -> id.substring(0, id.indexOf('/')))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> ids(FrameSource frames) {
        return IntStream.range(0, frames.size()).mapToObj(frames::id).toList();
    }
}
