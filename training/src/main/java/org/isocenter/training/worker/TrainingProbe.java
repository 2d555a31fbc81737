package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.collapse.Spread;
import org.isocenter.training.data.EpochOrder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.loop.EpochProbe;
import org.isocenter.training.probe.LabelledProbe;

/**
 * Measures the encoder after each epoch on labelled training images; nothing learns from the labels: {@code knn} and {@code linear}, balanced
 * accuracies, and {@code featureStd}, the mean deviation of the normalised features times √D (1 is spread out, 0 collapsed).
 *
 * @param probe labels and patients
 * @param frames the labelled images
 * @param imageSize side of a view in pixels
 */
record TrainingProbe(LabelledProbe probe, FrameSource frames, int imageSize) implements EpochProbe {
    private static final int MOST_IMAGES = 256;
    private static final int FEWEST_IMAGES = 4;

    /** A probe on the training members with exactly one class; none where there are too few, or only one class or patient. */
    static Optional<EpochProbe> of(
            CohortVersion version, TrainingLabels labels, PretrainPlan plan, CohortFrames cohort, JobRun run) {
        List<CohortMember> members = some(
                version.members(Partition.TRAIN).stream()
                        .filter(member -> classOf(labels, member) >= 0)
                        .toList(),
                plan.seed());
        int[] label =
                members.stream().mapToInt(member -> classOf(labels, member)).toArray();
        List<String> patients =
                members.stream().map(member -> member.patient().toString()).toList();
        if (members.size() < FEWEST_IMAGES
                || IntStream.of(label).distinct().count() < 2
                || patients.stream().distinct().count() < 2) {
            run.log("there are too few labelled training images for a probe");
            return Optional.empty();
        }
        FrameSource frames = cohort.of(members, plan.imageSize(), run);
        int classes = labels.scheme().classes().size();
        return Optional.of(new TrainingProbe(new LabelledProbe(label, classes, patients), frames, plan.imageSize()));
    }

    /** The one class of a member; -1 where it has none or several. */
    static int classOf(TrainingLabels labels, CohortMember member) {
        Label label = labels.byFrame().get(member.frame());
        boolean single = label != null
                && labels.scheme().kind().isExclusive()
                && label.classes().size() == 1;
        return single ? labels.scheme().classes().indexOf(label.classes().get(0)) : -1;
    }

    private static List<CohortMember> some(List<CohortMember> members, long seed) {
        int[] order = EpochOrder.of(seed, 0, members.size());
        List<CohortMember> some = new ArrayList<>();
        IntStream.of(order).limit(MOST_IMAGES).forEach(place -> some.add(members.get(place)));
        return some;
    }

    @Override
    public Map<String, Double> measure(Encoder encoder) {
        try (NDManager manager = EngineMemory.forJob()) {
            double[][] features = new EncoderFeatures(encoder, manager, imageSize).embed(frames);
            double spread = Spread.of(features, manager).featureStd() * Math.sqrt(features[0].length);
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("knn", probe.nearest(features));
            figures.put("linear", probe.linear(features));
            figures.put("featureStd", spread);
            return figures;
        }
    }
}
