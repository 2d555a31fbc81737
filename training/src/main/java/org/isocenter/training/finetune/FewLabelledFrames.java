package org.isocenter.training.finetune;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.TrainingLabels;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.Masks;
import org.isocenter.training.data.SomeFrames;

/**
 * Joins a cohort version with its training labels and draws the few that a head may learn from.
 *
 * @param version frozen members with their split
 * @param all frames of all members, in their order
 * @param labels of the training side
 */
public record FewLabelledFrames(CohortVersion version, FrameSource all, TrainingLabels labels) {

    /** What a classification head learns from: the training members, a budget of them labelled. */
    public LabelledClasses classes(LabelBudget budget, long seed) {
        List<CohortMember> training = version.members(Partition.TRAIN);
        Map<FrameId, Integer> placeOf = IntStream.range(0, training.size())
                .boxed()
                .collect(toMap(i -> training.get(i).frame(), i -> i));
        List<FrameId> drawn = draw(budget, seed);
        int[] places = drawn.stream().mapToInt(placeOf::get).toArray();
        return new LabelledClasses(
                new SomeFrames(all, places(Partition.TRAIN)),
                places,
                drawn.stream()
                        .mapToInt(frame -> labels.scheme().classes().indexOf(onlyClass(frame)))
                        .toArray(),
                IntStream.of(places)
                        .mapToObj(i -> training.get(i).patient().toString())
                        .toList(),
                labels.scheme().classes().size());
    }

    /** What a segmentation head learns from: a budget of labelled training members and their masks. */
    public LabelledMasks masks(LabelBudget budget, long seed, Masks stored) {
        Map<FrameId, Integer> placeOf = IntStream.range(0, version.members().size())
                .boxed()
                .collect(toMap(i -> version.members().get(i).frame(), i -> i));
        List<FrameId> drawn = draw(budget, seed);
        List<BlobKey> keys = drawn.stream().map(this::mask).toList();
        return new LabelledMasks(
                new SomeFrames(all, drawn.stream().map(placeOf::get).toList()),
                (place, rows, columns) -> stored.read(keys.get(place), rows, columns),
                labels.scheme().classes().size());
    }

    /** The labelled training frames of a budget, in a fixed order. */
    public List<FrameId> draw(LabelBudget budget, long seed) {
        Map<FrameId, String> labelled = new HashMap<>();
        Map<FrameId, Pseudonym> patients = new HashMap<>();
        for (CohortMember member : version.members(Partition.TRAIN)) {
            if (labels.byFrame().containsKey(member.frame())) {
                boolean mask = labels.scheme().kind() == LabelKind.SEGMENTATION;
                labelled.put(member.frame(), mask ? "mask" : onlyClass(member.frame()));
                patients.put(member.frame(), member.patient());
            }
        }
        return new FewLabels(labelled, patients, seed).draw(budget);
    }

    /** Places of one side's members among all frames. */
    public List<Integer> places(Partition side) {
        return IntStream.range(0, version.members().size())
                .filter(i -> version.members().get(i).partition() == side)
                .boxed()
                .toList();
    }

    private BlobKey mask(FrameId frame) {
        return Optional.ofNullable(labels.byFrame().get(frame))
                .flatMap(Label::mask)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.LABELS_UNREADABLE, "a label of a mask scheme has no mask; import it again"));
    }

    private String onlyClass(FrameId frame) {
        Label label = labels.byFrame().get(frame);
        if (label == null || label.classes().size() != 1) {
            throw new PlatformException(
                    ErrorCode.LABELS_UNREADABLE,
                    "a classification head needs exactly one class per labelled image; one has %d"
                            .formatted(label == null ? 0 : label.classes().size()));
        }
        return label.classes().get(0);
    }
}
