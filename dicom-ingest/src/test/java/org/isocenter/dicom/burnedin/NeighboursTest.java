package org.isocenter.dicom.burnedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final int COLUMNS = 10;

    @Test
    void one_neighbour_of_each_group_that_touches_is_named_and_it_is_the_first() {
        int[] offsets = Neighbours.offsets(COLUMNS);
        for (int set = 0; set < 256; set++) {
            List<Integer> firsts = new ArrayList<>();
            int seen = 0;
            for (int i = 0; i < 8; i++) {
                if ((set & ~seen & (1 << i)) != 0) {
                    firsts.add(i);
                    seen |= group(set, 1 << i, offsets);
                }
            }
            List<Integer> named = new ArrayList<>();
            for (int list = Neighbours.ofEachGroup((byte) set); list != 0; list >>>= 4) {
                named.add(list & 7);
            }
            assertThat(named).as("set %s", Integer.toBinaryString(set)).isEqualTo(firsts);
        }
    }

    /** All of a set that hangs together with a member, found by the distance of the pixels themselves. */
    private static int group(int set, int member, int[] offsets) {
        int group = member;
        int before;
        do {
            before = group;
            for (int i = 0; i < 8; i++) {
                for (int j = 0; j < 8; j++) {
                    if ((group & (1 << i)) != 0 && touch(offsets[i], offsets[j])) {
                        group |= set & (1 << j);
                    }
                }
            }
        } while (group != before);
        return group;
    }

    private static boolean touch(int a, int b) {
        int center = 5 * COLUMNS + 5;
        return Math.abs((center + a) / COLUMNS - (center + b) / COLUMNS) <= 1
                && Math.abs((center + a) % COLUMNS - (center + b) % COLUMNS) <= 1;
    }
}
