package org.isocenter.training.finetune;

import static java.util.stream.Collectors.toSet;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.probe.Folds;

/**
 * Trains a head and its encoder on labelled images and on what they teach about the unlabelled ones of the training side. A fifth of the labelled patients,
 * whose labels count like all others, is held out to watch it, and it ends itself where it goes wrong ({@link SelfTrainingWatch}).
 */
public enum SelfTraining {
    /** Both in every step. */
    FIXMATCH {
        @Override
        FineTunedHead fit(Work work, SelfTrainingEpoch.Listener listener) {
            return work.fixMatch(new SelfTrainingWatch(work.held(), 2, listener));
        }
    },
    /**
     * A student after a teacher, at most three times: each begins where the first did, and learns from the labels and from what its teacher is sure of (0.8,
     * for findings 0.8 and 0.2), classes cut to the middle one's number (Xie et al. 2020, <a href="https://arxiv.org/abs/1911.04252">arXiv:1911.04252</a>). The
     * noise is that of the views; labels are hard.
     */
    NOISY_STUDENT {
        @Override
        FineTunedHead fit(Work work, SelfTrainingEpoch.Listener listener) {
            return work.students(new SelfTrainingWatch(work.held(), 1, listener));
        }
    };

    /** An unlabelled image lengthens FixMatch as much as this part of a label. */
    private static final int UNLABELLED_PER_LABEL = 16;

    private static final int ROUNDS = 3;
    private static final Certainty OF_A_TEACHER = new Certainty(0.8, 0.2);
    private static final int FOLDS = 5;

    /** As it is written in plans. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    abstract FineTunedHead fit(Work work, SelfTrainingEpoch.Listener listener);

    /**
     * Trains a head.
     *
     * @param start the encoder to begin with; it stays as it is
     * @param set all of whose frames without a label are learnt from too
     * @param manager that the head's arrays live in until it is closed
     * @throws PlatformException {@code TOO_FEW_LABELS} where a class has fewer than five labels, {@code COHORT_TOO_SMALL} where every image has one
     */
    public FineTunedHead fit(
            Encoder start,
            LabelledClasses set,
            FineTuningPlan plan,
            NDManager manager,
            StepListener steps,
            SelfTrainingEpoch.Listener listener) {
        return fit(Work.of(start, set, plan, manager, steps), listener);
    }

    /** What self-training works with. */
    record Work(
            Encoder start,
            LabelledClasses seen,
            LabelledClasses held,
            List<Integer> unlabelled,
            FineTuningPlan plan,
            NDManager manager,
            StepListener steps) {

        static Work of(Encoder start, LabelledClasses set, FineTuningPlan plan, NDManager manager, StepListener steps) {
            int[] turns = set.turns();
            for (int k = 0; k < set.classes(); k++) {
                int answer = k;
                long labels = IntStream.of(turns).filter(turn -> turn == answer).count();
                if (labels < FOLDS) {
                    throw new PlatformException(
                            ErrorCode.TOO_FEW_LABELS,
                            "self-training needs five labels of each class, a fifth of them to watch it by; one has %d; label more or leave it off"
                                    .formatted(labels));
                }
            }
            Set<Integer> labelled = Arrays.stream(set.places()).boxed().collect(toSet());
            List<Integer> unlabelled = IntStream.range(0, set.frames().size())
                    .boxed()
                    .filter(place -> !labelled.contains(place))
                    .toList();
            if (unlabelled.isEmpty()) {
                throw new PlatformException(
                        ErrorCode.COHORT_TOO_SMALL,
                        "self-training needs training images without a label, there are none; widen the cohort or leave it off");
            }
            int[] fold = Folds.of(turns, set.patients(), FOLDS, plan.seed());
            return new Work(
                    start,
                    set.only(places(fold, false)),
                    set.only(places(fold, true)),
                    unlabelled,
                    plan,
                    manager,
                    steps);
        }

        private static int[] places(int[] fold, boolean first) {
            return IntStream.range(0, fold.length)
                    .filter(i -> (fold[i] == 0) == first)
                    .toArray();
        }

        private FrameSource pool() {
            return new SomeFrames(seen.frames(), unlabelled);
        }

        FineTunedHead fixMatch(SelfTrainingWatch watch) {
            FineTuningPlan longer = plan.forLabels(unlabelled.size() / UNLABELLED_PER_LABEL);
            FixMatch match =
                    new FixMatch(pool(), seen, longer, start.architecture().normalisation());
            return FineTunedHead.fit(start, seen, longer, manager, steps, Optional.of(new Matched(match, watch)));
        }

        FineTunedHead students(SelfTrainingWatch watch) {
            FineTunedHead teacher = FineTunedHead.fit(start, seen, plan, manager, steps);
            watch.begin(teacher);
            for (int round = 0; round < ROUNDS; round++) {
                PseudoLabels labels = PseudoLabels.of(seen.kind(), teacher.probabilities(pool()), OF_A_TEACHER);
                LabelledClasses taught = taught(labels);
                FineTunedHead student = FineTunedHead.fit(start, taught, plan.forLabels(taught.size()), manager, steps);
                double kept = (double) labels.kept() / labels.asked();
                switch (watch.after(kept, labels.perClass(), student)) {
                    case END -> {
                        student.close();
                        return teacher;
                    }
                    case BEST, GO_ON -> {
                        teacher.close();
                        teacher = student;
                    }
                }
            }
            return teacher;
        }

        /** The labelled images and those that a teacher is sure of. */
        private LabelledClasses taught(PseudoLabels labels) {
            int[] taken = labels.balanced();
            return new LabelledClasses(
                    seen.frames(),
                    IntStream.concat(
                                    IntStream.of(seen.places()),
                                    IntStream.of(taken).map(unlabelled::get))
                            .toArray(),
                    Stream.concat(
                                    Arrays.stream(seen.targets()),
                                    IntStream.of(taken).mapToObj(i -> labels.targets()[i]))
                            .toArray(int[][]::new),
                    Stream.concat(
                                    seen.patients().stream(),
                                    IntStream.of(taken).mapToObj(i -> "unlabelled " + unlabelled.get(i)))
                            .toList(),
                    seen.classes(),
                    seen.kind(),
                    seen.balance());
        }
    }

    /** FixMatch with its watch. */
    record Matched(FixMatch match, SelfTrainingWatch watch) {}
}
