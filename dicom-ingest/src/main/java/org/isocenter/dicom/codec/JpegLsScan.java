package org.isocenter.dicom.codec;

/**
 * Decodes the lines of one scan: one component, several line by line, or several sample by sample (T.87 B.2). Lines have a
 * sample more at each end, so that every sample has neighbours.
 */
final class JpegLsScan {
    /** How many samples, as a power of two, one bit of a run stands for (T.87 A.7.1). */
    static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final JpegLsBits bits;
    private final JpegLsContexts contexts;
    private final int near;
    private final int columns;
    private final int components;
    private final int[] runIndex;
    private int[][] above;
    private int[][] line;

    JpegLsScan(JpegLsBits bits, JpegLsPreset preset, int columns, int components) {
        this.bits = bits;
        this.columns = columns;
        this.components = components;
        contexts = new JpegLsContexts(preset, bits);
        near = preset.near();
        runIndex = new int[components];
        above = new int[components][columns + 2];
        line = new int[components][columns + 2];
    }

    /** Decodes the next line of every component; sample {@code i} of one is at {@code i + 1}. */
    int[][] next(boolean bySample) {
        int[][] spent = above;
        above = line;
        line = spent;
        for (int component = 0; component < components; component++) {
            above[component][columns + 1] = above[component][columns];
            line[component][0] = above[component][1];
        }
        if (bySample) {
            together();
        } else {
            for (int component = 0; component < components; component++) {
                alone(component);
            }
        }
        return line;
    }

    private void alone(int component) {
        int[] up = above[component];
        int[] now = line[component];
        int at = 1;
        while (at <= columns) {
            int context = contexts.context(now[at - 1], up[at], up[at - 1], up[at + 1]);
            if (context != 0) {
                now[at] = contexts.regular(context, now[at - 1], up[at], up[at - 1]);
                at++;
                continue;
            }
            int end = at + run(component, columns + 1 - at);
            while (at < end) {
                now[at] = now[at - 1];
                at++;
            }
            if (at <= columns) {
                boolean like = Math.abs(now[at - 1] - up[at]) <= near;
                now[at] = contexts.runEnd(now[at - 1], up[at], RUN_BITS[runIndex[component]], like);
                runIndex[component] = Math.max(0, runIndex[component] - 1);
                at++;
            }
        }
    }

    /** A run holds for all components at once, and each sample at its end is predicted from the line above. */
    private void together() {
        int at = 1;
        int[] found = new int[components];
        while (at <= columns) {
            boolean flat = true;
            for (int c = 0; c < components; c++) {
                found[c] = contexts.context(line[c][at - 1], above[c][at], above[c][at - 1], above[c][at + 1]);
                flat &= found[c] == 0;
            }
            if (!flat) {
                for (int c = 0; c < components; c++) {
                    line[c][at] = contexts.regular(found[c], line[c][at - 1], above[c][at], above[c][at - 1]);
                }
                at++;
                continue;
            }
            int end = at + run(0, columns + 1 - at);
            for (; at < end; at++) {
                for (int c = 0; c < components; c++) {
                    line[c][at] = line[c][at - 1];
                }
            }
            if (at <= columns) {
                for (int c = 0; c < components; c++) {
                    line[c][at] = contexts.runEnd(line[c][at - 1], above[c][at], RUN_BITS[runIndex[0]], false);
                }
                runIndex[0] = Math.max(0, runIndex[0] - 1);
                at++;
            }
        }
    }

    private int run(int component, int most) {
        int length = 0;
        while (bits.read(1) == 1) {
            int whole = 1 << RUN_BITS[runIndex[component]];
            length += whole;
            if (length <= most && runIndex[component] < RUN_BITS.length - 1) {
                runIndex[component]++;
            }
            if (length >= most) {
                return most;
            }
        }
        length += bits.read(RUN_BITS[runIndex[component]]);
        if (length >= most) {
            throw new IndexOutOfBoundsException("a run goes beyond its line");
        }
        return length;
    }
}
