package org.isocenter.training.finetune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.testing.MedMnist;

/**
 * A set of the label-efficiency tables: the draws of labels that they give, and its test images.
 *
 * @param name in the tables
 * @param unseen test images
 * @param truth the class of each
 * @param draws of labels
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record DrawnSet(String name, FrameSource unseen, int[] truth, Draws draws) {
    /** The tables' word for every label of the training side. */
    static final int ALL = -1;

    static final String BRAIN = "brain_tumor_mri";
    static final String BREAST = "breastmnist";
    private static final List<String> TUMOURS = List.of("glioma", "meningioma", "notumor", "pituitary");

    /** Labelled images, always among the same training images. */
    interface Draws {
        LabelledClasses of(int labels, int seed);
    }

    static DrawnSet of(String name) {
        return switch (name) {
            case BRAIN -> brain();
            case BREAST -> breast();
            default -> throw new IllegalArgumentException("there is no set " + name);
        };
    }

    /** A draw of so many labels of each class, or of all. */
    LabelledClasses draw(int labels, int seed) {
        return draws.of(labels, seed);
    }

    private static DrawnSet brain() {
        LabelledSamples brain = LabelledSamples.brain();
        List<String> names = brain.side("train");
        List<String> tests = brain.side("test");
        FrameSource training = brain.frames(names);
        return new DrawnSet(
                BRAIN,
                brain.frames(tests),
                LabelledSamples.classes(tests, TUMOURS),
                (labels, seed) -> LabelledSamples.labelled(
                        training, names, labels == ALL ? names : brain.subset(seed, labels), TUMOURS));
    }

    private static DrawnSet breast() {
        MedMnist train = MedMnist.of(BREAST, "train");
        MedMnist test = MedMnist.of(BREAST, "test");
        List<String> subsets = lines();
        return new DrawnSet(BREAST, test.images(), test.labels(), (labels, seed) -> {
            int[] places = labels == ALL
                    ? IntStream.range(0, train.labels().length).toArray()
                    : places(subsets, "%d,%d,".formatted(seed, labels));
            return new LabelledClasses(
                    train.images(),
                    places,
                    IntStream.of(places).map(i -> train.labels()[i]).toArray(),
                    IntStream.of(places).mapToObj(String::valueOf).toList(),
                    2);
        });
    }

    private static int[] places(List<String> subsets, String start) {
        return subsets.stream()
                .filter(line -> line.startsWith(start))
                .mapToInt(line -> Integer.parseInt(line.substring(start.length())))
                .toArray();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(SharedData.golden("label-efficiency/breastmnist_subsets.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
