package org.isocenter.training.finetune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The connected parts of one value of a mask.
 *
 * @param places of each part, row-major
 */
record MaskParts(List<int[]> places) {

    /**
     * Finds them.
     *
     * @param value whose parts
     * @param diagonal whether corners touch
     */
    static MaskParts of(byte[] mask, int columns, int value, boolean diagonal) {
        boolean[] seen = new boolean[mask.length];
        List<int[]> parts = new ArrayList<>();
        for (int i = 0; i < mask.length; i++) {
            if (!seen[i] && mask[i] == value) {
                parts.add(part(mask, columns, i, diagonal, seen));
            }
        }
        return new MaskParts(parts);
    }

    private static int[] part(byte[] mask, int columns, int start, boolean diagonal, boolean[] seen) {
        int[] places = new int[64];
        int count = 0;
        places[count++] = start;
        seen[start] = true;
        for (int next = 0; next < count; next++) {
            for (int other : around(places[next], mask.length, columns, diagonal)) {
                if (!seen[other] && mask[other] == mask[start]) {
                    seen[other] = true;
                    if (count == places.length) {
                        places = Arrays.copyOf(places, 2 * count);
                    }
                    places[count++] = other;
                }
            }
        }
        return Arrays.copyOf(places, count);
    }

    /** The places that touch one. */
    static int[] around(int place, int length, int columns, boolean diagonal) {
        int x = place % columns;
        int y = place / columns;
        int rows = length / columns;
        int[] around = new int[8];
        int count = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                boolean touches = diagonal ? dx != 0 || dy != 0 : Math.abs(dx) + Math.abs(dy) == 1;
                if (touches && x + dx >= 0 && x + dx < columns && y + dy >= 0 && y + dy < rows) {
                    around[count++] = place + dy * columns + dx;
                }
            }
        }
        return Arrays.copyOf(around, count);
    }
}
