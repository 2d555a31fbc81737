package org.isocenter.training.finetune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.FrameSource;

/**
 * What a classification head learns from: all training frames, of which a few carry a label.
 *
 * @param frames training frames, labelled or not; no test frame
 * @param places of the labelled ones among the frames
 * @param targets of each labelled one: its class alone where classes exclude one another; else one answer per finding, 1 yes, 0 no, -1 not known
 * @param patients patient of each labelled one
 * @param classes number of classes, at least 2; of findings at least 1
 * @param kind what a label says; no mask
 * @param balance how classes with few labels are made to count
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LabelledClasses(
        FrameSource frames,
        int[] places,
        int[][] targets,
        List<String> patients,
        int classes,
        LabelKind kind,
        Balance balance) {
    public LabelledClasses {
        patients = List.copyOf(patients);
        int width = kind.isExclusive() ? 1 : classes;
        boolean wide = Arrays.stream(targets).allMatch(target -> target.length == width);
        if (places.length == 0 || places.length != targets.length || places.length != patients.size() || !wide) {
            throw new IllegalArgumentException("%d places, %d labels and %d patients do not fit together"
                    .formatted(places.length, targets.length, patients.size()));
        }
        if (kind == LabelKind.SEGMENTATION || classes < (kind.isExclusive() ? 2 : 1)) {
            throw new IllegalArgumentException("%d classes do not make labels of %s".formatted(classes, kind));
        }
    }

    /** Labels in the usual balance. */
    public LabelledClasses(
            FrameSource frames, int[] places, int[][] targets, List<String> patients, int classes, LabelKind kind) {
        this(frames, places, targets, patients, classes, kind, Balance.SAMPLING);
    }

    /** Labels of one class each, which exclude one another. */
    public LabelledClasses(FrameSource frames, int[] places, int[] label, List<String> patients, int classes) {
        this(
                frames,
                places,
                IntStream.of(label).mapToObj(k -> new int[] {k}).toArray(int[][]::new),
                patients,
                classes,
                LabelKind.CLASSIFICATION);
    }

    /** Number of labelled frames. */
    public int size() {
        return places.length;
    }

    /** The same in another balance. */
    public LabelledClasses balanced(Balance wanted) {
        return new LabelledClasses(frames, places, targets, patients, classes, kind, wanted);
    }

    /** The labelled frames of some places in the list of labels, all frames still being seen. */
    LabelledClasses only(int[] some) {
        return new LabelledClasses(
                frames,
                IntStream.of(some).map(i -> places[i]).toArray(),
                IntStream.of(some).mapToObj(i -> targets[i]).toArray(int[][]::new),
                IntStream.of(some).mapToObj(patients::get).toList(),
                classes,
                kind,
                balance);
    }

    /**
     * What each labelled frame counts for where classes take turns: its class; of several findings the rarest that it shows, and a class of its own, the
     * last, where it shows none.
     */
    public int[] turns() {
        if (kind.isExclusive()) {
            return Arrays.stream(targets).mapToInt(target -> target[0]).toArray();
        }
        long[] shown = IntStream.range(0, classes)
                .mapToLong(k ->
                        Arrays.stream(targets).filter(target -> target[k] == 1).count())
                .toArray();
        return Arrays.stream(targets)
                .mapToInt(target -> IntStream.range(0, classes)
                        .filter(k -> target[k] == 1)
                        .reduce((a, b) -> shown[b] < shown[a] ? b : a)
                        .orElse(classes))
                .toArray();
    }

    /**
     * The questions with yes or no that the labels answer, frames x questions: 1 yes, 0 no, -1 not known or not asked. For findings, whether each is there;
     * for grades, whether a grade is above each but the last, asked where it is at least that one (CORN).
     */
    int[][] questions() {
        return kind == LabelKind.ORDINAL
                ? Arrays.stream(targets).map(target -> aboveEach(target[0])).toArray(int[][]::new)
                : targets;
    }

    /** Whether each labelled frame is of each class or shows each finding, frames x classes: 1 yes, 0 no, -1 not known. */
    int[][] answers() {
        return kind.isExclusive()
                ? Arrays.stream(targets).map(target -> oneOf(target[0])).toArray(int[][]::new)
                : targets;
    }

    private int[] oneOf(int k) {
        int[] answers = new int[classes];
        answers[k] = 1;
        return answers;
    }

    private int[] aboveEach(int grade) {
        return IntStream.range(0, classes - 1)
                .map(step -> grade > step ? 1 : grade == step ? 0 : -1)
                .toArray();
    }
}
