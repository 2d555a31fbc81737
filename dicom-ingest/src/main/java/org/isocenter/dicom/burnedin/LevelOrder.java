package org.isocenter.dicom.burnedin;

/** The pixels near the sharp edges in a part of a picture, from the lowest level to the highest, those of one level row by row. */
final class LevelOrder {
    private final int[] starts = new int[257];
    /** Row within the part in the upper half, column in the lower. */
    private final int[] places;

    LevelOrder(Levels levels, SharpParts sharp, Area part) {
        sharp.forEachRun(part, (y, x0, x1) -> {
            for (int x = x0; x < x1; x++) {
                starts[levels.at(x, y, 0) + 1]++;
            }
        });
        for (int level = 0; level < 256; level++) {
            starts[level + 1] += starts[level];
        }
        places = new int[starts[256]];
        int[] next = starts.clone();
        sharp.forEachRun(part, (y, x0, x1) -> {
            for (int x = x0; x < x1; x++) {
                places[next[levels.at(x, y, 0)]++] = ((y - part.y0()) << 16) | (x - part.x0());
            }
        });
    }

    /** Where a level begins. */
    int start(int level) {
        return starts[level];
    }

    /** Where it ends. */
    int end(int level) {
        return starts[level + 1];
    }

    /** The row of a pixel, counted from the part's first. */
    int y(int i) {
        return places[i] >>> 16;
    }

    /** Its column, counted from the part's first. */
    int x(int i) {
        return places[i] & 0xffff;
    }
}
