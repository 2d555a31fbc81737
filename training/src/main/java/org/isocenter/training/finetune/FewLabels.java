package org.isocenter.training.finetune;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.training.data.EpochOrder;

/**
 * Draws the few labelled frames that a head learns from. Patients are drawn with the seed and give one frame each before any gives a second; a smaller
 * budget of the same seed is always part of a larger one.
 *
 * @param labelled class that each labelled training frame counts for; any one word for masks
 * @param patients patient of each of them
 * @param seed same seed, same frames
 */
public record FewLabels(Map<FrameId, String> labelled, Map<FrameId, Pseudonym> patients, long seed) {

    public FewLabels {
        labelled = Map.copyOf(labelled);
        patients = Map.copyOf(patients);
    }

    /** The frames of a budget, in a fixed order; {@code TOO_FEW_LABELS} where there are not as many. */
    public List<FrameId> draw(LabelBudget budget) {
        if (budget instanceof LabelBudget.PerClass perClass) {
            return perClass(perClass.labels());
        } else if (budget instanceof LabelBudget.Total total) {
            return first(ordered(labelled.keySet().stream().toList()), total.labels(), "all classes together");
        } else if (budget instanceof LabelBudget.Given given) {
            return given(given);
        }
        return labelled.keySet().stream().sorted().toList();
    }

    private List<FrameId> perClass(int labels) {
        Map<String, List<FrameId>> byClass =
                labelled.keySet().stream().collect(groupingBy(labelled::get, TreeMap::new, toList()));
        List<FrameId> drawn = new ArrayList<>();
        byClass.forEach((name, frames) -> drawn.addAll(
                first(ordered(frames), labels, name.isEmpty() ? "images without a finding" : "class " + name)));
        return drawn;
    }

    private List<FrameId> given(LabelBudget.Given given) {
        List<FrameId> frames = given.frames().stream().sorted().toList();
        long unknown = frames.stream().filter(f -> !labelled.containsKey(f)).count();
        if (unknown > 0) {
            throw new PlatformException(
                    ErrorCode.TOO_FEW_LABELS,
                    "%d of the %d frames of the subset have no training label; correct the subset or the labels"
                            .formatted(unknown, frames.size()));
        }
        return frames;
    }

    private static List<FrameId> first(List<FrameId> frames, int count, String what) {
        if (frames.size() < count) {
            throw new PlatformException(
                    ErrorCode.TOO_FEW_LABELS,
                    "asked for %d labels of %s, the training patients have %d; ask for fewer or label more"
                            .formatted(count, what, frames.size()));
        }
        return List.copyOf(frames.subList(0, count));
    }

    /** One frame of every patient, then a second of every patient, and so on; patients in seeded order. */
    private List<FrameId> ordered(List<FrameId> frames) {
        List<FrameId> sorted = frames.stream().sorted().toList();
        int[] order = EpochOrder.of(seed, 0, sorted.size());
        Map<Pseudonym, Integer> turns = new HashMap<>();
        Map<FrameId, Integer> turn = new HashMap<>();
        List<FrameId> shuffled = new ArrayList<>();
        for (int place : order) {
            FrameId frame = sorted.get(place);
            shuffled.add(frame);
            turn.put(frame, turns.merge(patient(frame), 1, Integer::sum));
        }
        shuffled.sort(Comparator.comparingInt(f -> turn.getOrDefault(f, 0)));
        return shuffled;
    }

    private Pseudonym patient(FrameId frame) {
        Pseudonym patient = patients.get(frame);
        if (patient == null) {
            throw new IllegalArgumentException("a labelled frame has no patient");
        }
        return patient;
    }
}
