package org.isocenter.dicom.burnedin;

import java.util.Arrays;

/**
 * The eight neighbours of a pixel, numbered row by row: above left 0, above 1, above right 2, left 3, right 4, below left 5, below 6, below right 7. Those
 * that touch each other belong together without the pixel, so that one of each such group stands for all of it.
 */
final class Neighbours {
    private static final int[] GROUPS = groups();

    private Neighbours() {}

    /** How far each lies from the pixel where a row has so many columns. */
    static int[] offsets(int columns) {
        return new int[] {-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1};
    }

    /** For a set of neighbours (a bit each) the first of every group, in ascending order from the lowest four bits on: its number plus 8; 0 ends the list. */
    static int ofEachGroup(byte set) {
        return GROUPS[set & 0xff];
    }

    private static int[] groups() {
        int[] groups = new int[256];
        Arrays.setAll(groups, Neighbours::firstOfEachGroup);
        return groups;
    }

    private static int firstOfEachGroup(int set) {
        int list = 0;
        int length = 0;
        int seen = 0;
        for (int neighbour = 0; neighbour < 8; neighbour++) {
            if ((set & ~seen & (1 << neighbour)) != 0) {
                list |= (neighbour + 8) << (4 * length++);
                seen |= reached(set, 1 << neighbour);
            }
        }
        return list;
    }

    /** All of a set that is reached from a part of it. */
    private static int reached(int set, int part) {
        int more = part;
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                if ((part & (1 << i)) != 0 && touch(i, j)) {
                    more |= set & (1 << j);
                }
            }
        }
        return more == part ? part : reached(set, more);
    }

    private static boolean touch(int a, int b) {
        int first = a < 4 ? a : a + 1; // as if the pixel itself were the fourth of nine
        int second = b < 4 ? b : b + 1;
        return Math.abs(first / 3 - second / 3) <= 1 && Math.abs(first % 3 - second % 3) <= 1;
    }
}
