package org.isocenter.dicom.burnedin;

/**
 * What the ink within a line is like. Ink is what is brighter than a threshold.
 *
 * @param contrast mean level of the ink above that of the rest
 * @param separation square of the contrast over the variances of ink and rest: how much the line has two brightnesses and
 *     no more
 * @param density strokes met on a way along the line as long as the line is high
 * @param thickness median width of a stroke over the height of the line
 * @param cover share of ink
 * @param mixed share of the columns with ink that have something else too; bars have none
 * @param sharpness mean step between two neighbours of which one is ink, over the contrast
 * @param flat whether all ink has one level
 */
record Strokes(
        double contrast,
        double separation,
        double density,
        double thickness,
        double cover,
        double mixed,
        double sharpness,
        boolean flat) {

    static Strokes of(Levels levels, Area line, int flip, int threshold) {
        Sum ink = new Sum();
        Sum rest = new Sum();
        Sum steps = new Sum();
        int[] runs = new int[line.width() + 1];
        int[] inked = new int[line.width()];
        for (int y = line.y0(); y < line.y1(); y++) {
            int run = 0;
            for (int x = line.x0(); x < line.x1(); x++) {
                int level = levels.at(x, y, flip);
                boolean isInk = level > threshold;
                (isInk ? ink : rest).add(level);
                inked[x - line.x0()] += isInk ? 1 : 0;
                if (x > line.x0() && levels.at(x - 1, y, flip) > threshold != isInk) {
                    steps.add(Math.abs(level - levels.at(x - 1, y, flip)));
                }
                run = isInk ? run + 1 : 0;
                if (run > 0 && (x + 1 == line.x1() || levels.at(x + 1, y, flip) <= threshold)) {
                    runs[run]++;
                }
            }
        }
        double contrast = ink.mean() - rest.mean();
        double spread = ink.variance() + rest.variance() + 1;
        return new Strokes(
                contrast,
                contrast * contrast / spread,
                (double) total(runs) / line.width(),
                (double) median(runs) / line.height(),
                (double) ink.count / (line.width() * line.height()),
                mixed(inked, line.height()),
                steps.mean() / Math.max(1, contrast),
                ink.variance() < 1);
    }

    private static int total(int[] runs) {
        int total = 0;
        for (int count : runs) {
            total += count;
        }
        return total;
    }

    private static int median(int[] runs) {
        int half = (total(runs) + 1) / 2;
        int length = 0;
        for (int seen = 0; seen < half; seen += runs[length]) {
            length++;
        }
        return length;
    }

    private static double mixed(int[] inked, int height) {
        int any = 0;
        int mixed = 0;
        for (int count : inked) {
            any += count > 0 ? 1 : 0;
            mixed += count > 0 && count < 0.8 * height ? 1 : 0;
        }
        return (double) mixed / Math.max(1, any);
    }

    /** Whether letters have such strokes. */
    boolean areWritten() {
        return contrast >= 25
                && separation >= 4.5
                && density >= 1.05
                && density <= 2.6
                && thickness >= 0.05
                && thickness <= 0.36
                && cover >= 0.14
                && cover <= 0.56
                && mixed >= 0.42
                && sharpness >= 0.65;
    }

    /** A running sum of levels. */
    private static final class Sum {
        private int count;
        private double sum;
        private double squares;

        void add(int level) {
            count++;
            sum += level;
            squares += (double) level * level;
        }

        double mean() {
            return sum / Math.max(1, count);
        }

        double variance() {
            return squares / Math.max(1, count) - mean() * mean();
        }
    }
}
