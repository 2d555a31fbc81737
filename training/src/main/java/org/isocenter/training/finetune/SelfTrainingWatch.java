package org.isocenter.training.finetune;

import java.util.Arrays;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;

/**
 * Ends self-training where the figure of held-out labels falls while more is kept, which is how a head that believes itself goes wrong: for some epochs in a
 * row the figure is more than 0.02 below its best and the kept share above what it was then.
 */
final class SelfTrainingWatch {
    private static final double FALL = 0.02;

    private final LabelledClasses held;
    private final int patience;
    private final SelfTrainingEpoch.Listener listener;
    private int number;
    private int worse;
    private double best = Double.NEGATIVE_INFINITY;
    private double keptThen;

    /**
     * A watch.
     *
     * @param held labelled images that nothing is learnt from
     * @param patience epochs in a row that must be worse
     */
    SelfTrainingWatch(LabelledClasses held, int patience, SelfTrainingEpoch.Listener listener) {
        this.held = held;
        this.patience = patience;
        this.listener = listener;
    }

    /** What is true after an epoch. */
    enum Verdict {
        BEST,
        GO_ON,
        END
    }

    /** Notes how a head does before anything was kept. */
    void begin(ClassificationHead head) {
        best = figure(head);
        keptThen = 0;
        number = 0;
        worse = 0;
    }

    /**
     * Notes an epoch.
     *
     * @param kept share of answers
     * @param perClass images taken for each class
     */
    Verdict after(double kept, int[] perClass, ClassificationHead head) {
        double figure = figure(head);
        boolean isBest = figure >= best;
        worse = !isBest && figure < best - FALL && kept > keptThen ? worse + 1 : 0;
        if (isBest) {
            best = figure;
            keptThen = kept;
        }
        boolean ended = worse >= patience;
        double all = Math.max(1, Arrays.stream(perClass).sum());
        listener.afterEpoch(new SelfTrainingEpoch(
                ++number,
                kept,
                Arrays.stream(perClass).mapToObj(count -> count / all).toList(),
                figure,
                ended));
        return isBest ? Verdict.BEST : ended ? Verdict.END : Verdict.GO_ON;
    }

    private double figure(ClassificationHead head) {
        FrameSource frames = new SomeFrames(
                held.frames(), Arrays.stream(held.places()).boxed().toList());
        return new HeldOut(head.probabilities(frames), held.targets(), held.kind()).right();
    }
}
