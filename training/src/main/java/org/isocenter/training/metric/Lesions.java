package org.isocenter.training.metric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lesions of a mask were found. A lesion is a connected part, diagonals count as touching; a predicted and a reference part match where their IoU is
 * at least 0.1, the best match first and each part once. A looser rule would let one mask over everything find every lesion.
 *
 * @param found reference lesions with a match
 * @param missed reference lesions without
 * @param falsePositives predicted parts without
 */
public record Lesions(int found, int missed, int falsePositives) {
    private static final double LEAST_IOU = 0.1;

    /** Of two masks, any value but 0 is inside. */
    public static Lesions of(byte[] predicted, byte[] reference, Grid grid) {
        Parts own = Parts.of(predicted, grid);
        Parts other = Parts.of(reference, grid);
        Set<Integer> usedOwn = new HashSet<>();
        Set<Integer> usedOther = new HashSet<>();
        for (Overlapping pair : overlaps(own, other)) {
            if (pair.iou >= LEAST_IOU && !usedOwn.contains(pair.own) && !usedOther.contains(pair.other)) {
                usedOwn.add(pair.own);
                usedOther.add(pair.other);
            }
        }
        return new Lesions(usedOther.size(), other.sizes.size() - usedOther.size(), own.sizes.size() - usedOwn.size());
    }

    /** Pairs of parts that share a place, the best match first. */
    private static List<Overlapping> overlaps(Parts own, Parts other) {
        Map<Long, Integer> shared = new HashMap<>();
        for (int i = 0; i < own.part.length; i++) {
            if (own.part[i] > 0 && other.part[i] > 0) {
                shared.merge((long) own.part[i] << 32 | other.part[i], 1, Integer::sum);
            }
        }
        List<Overlapping> pairs = new ArrayList<>();
        shared.forEach((code, both) -> {
            int a = (int) (code >> 32);
            int b = code.intValue();
            int union = own.sizes.get(a - 1) + other.sizes.get(b - 1) - both;
            pairs.add(new Overlapping(a, b, (double) both / union));
        });
        pairs.sort(Comparator.comparingDouble((Overlapping pair) -> -pair.iou)
                .thenComparingInt(pair -> pair.other)
                .thenComparingInt(pair -> pair.own));
        return pairs;
    }

    private record Overlapping(int own, int other, double iou) {}

    /** Connected parts of a mask: the number of each place's part, counted from 1, and their sizes. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Parts(int[] part, List<Integer> sizes) {

        static Parts of(byte[] mask, Grid grid) {
            int[] part = new int[mask.length];
            List<Integer> sizes = new ArrayList<>();
            for (int i = 0; i < mask.length; i++) {
                if (mask[i] != 0 && part[i] == 0) {
                    sizes.add(fill(mask, grid, part, i, sizes.size() + 1));
                }
            }
            return new Parts(part, sizes);
        }

        private static int fill(byte[] mask, Grid grid, int[] part, int start, int number) {
            ArrayDeque<Integer> open = new ArrayDeque<>();
            part[start] = number;
            open.push(start);
            int size = 0;
            while (!open.isEmpty()) {
                int place = open.pop();
                size++;
                for (int next : around(grid, place)) {
                    if (mask[next] != 0 && part[next] == 0) {
                        part[next] = number;
                        open.push(next);
                    }
                }
            }
            return size;
        }

        /** The place and all that touch it. */
        private static List<Integer> around(Grid grid, int place) {
            List<Integer> places = List.of(place);
            for (int axis = 0; axis < grid.shape().length; axis++) {
                List<Integer> wider = new ArrayList<>();
                for (int each : places) {
                    int along = grid.along(each, axis);
                    for (int step = -1; step <= 1; step++) {
                        if (along + step >= 0 && along + step < grid.shape()[axis]) {
                            wider.add(each + step * grid.stride(axis));
                        }
                    }
                }
                places = wider;
            }
            return places;
        }
    }
}
