package org.isocenter.training.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.training.view.ViewRandom;

/** Divides samples into folds, every class spread evenly, all samples of one patient in the same fold. */
public final class Folds {

    /**
     * The fold of each sample.
     *
     * @param label class of each sample
     * @param group patient of each sample
     * @param folds at least 2
     */
    public static int[] of(int[] label, List<String> group, int folds, long seed) {
        Map<String, Integer> sizeOf = new HashMap<>();
        group.forEach(patient -> sizeOf.merge(patient, 1, Integer::sum));
        Map<String, Integer> foldOf = new HashMap<>();
        Map<Integer, int[]> counts = new HashMap<>();
        for (int i : shuffled(label.length, seed)) {
            String patient = group.get(i);
            if (!foldOf.containsKey(patient)) {
                int[] count = counts.computeIfAbsent(label[i], k -> new int[folds]);
                int fold = fewest(count);
                foldOf.put(patient, fold);
                count[fold] += sizeOf.getOrDefault(patient, 1);
            }
        }
        int[] result = new int[label.length];
        Arrays.setAll(result, i -> foldOf.get(group.get(i)));
        return result;
    }

    /** Each sample its own patient. */
    public static int[] of(int[] label, int folds, long seed) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < label.length; i++) {
            own.add(Integer.toString(i));
        }
        return of(label, own, folds, seed);
    }

    private static int fewest(int[] count) {
        int best = 0;
        for (int i = 1; i < count.length; i++) {
            best = count[i] < count[best] ? i : best;
        }
        return best;
    }

    private static int[] shuffled(int count, long seed) {
        ViewRandom random = ViewRandom.of(seed, "folds", 0, 0);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private Folds() {}
}
