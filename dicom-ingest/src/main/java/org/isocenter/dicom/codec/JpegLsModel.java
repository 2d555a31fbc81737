package org.isocenter.dicom.codec;

import java.util.Arrays;

/** What JPEG-LS learns of an image while it goes through it (T.87 A.2 to A.7); the same whether it reads codes or writes them. */
abstract class JpegLsModel {
    static final int REGULAR = 365;

    private static final int MOST_BIAS = 127;
    private static final int LEAST_BIAS = -128;
    /** Beyond these a stream is damaged: no coder of up to 16 bits reaches them. */
    private static final int MOST_SHIFT = 16;

    private static final int MOST_ERROR = 0xffff;

    final JpegLsPreset preset;
    final int step;
    final int range;
    final int rangeBits;
    final int limit;
    /** Sums of errors' sizes, sums of errors, biases and counts; the last two contexts are those of run ends. */
    final int[] sizes = new int[REGULAR + 2];

    final int[] sums = new int[REGULAR];
    final int[] counts = new int[REGULAR + 2];
    final int[] negatives = new int[2];
    private final int[] biases = new int[REGULAR];
    private final byte[] grades;

    JpegLsModel(JpegLsPreset preset) {
        this.preset = preset;
        step = 2 * preset.near() + 1;
        range = (preset.most() + 2 * preset.near()) / step + 1;
        rangeBits = width(range);
        int sampleBits = Math.max(2, width(preset.most() + 1));
        limit = 2 * (sampleBits + Math.max(8, sampleBits));
        Arrays.fill(sizes, Math.max(2, (range + 32) / 64));
        Arrays.fill(counts, 1);
        grades = new byte[2 * preset.most() + 1];
        for (int i = 0; i < grades.length; i++) {
            grades[i] = grade(i - preset.most());
        }
    }

    /** Which of 729 contexts the gradients fall into, signed; 0 begins a run. */
    final int context(int left, int above, int corner, int right) {
        int most = preset.most();
        return (grades[right - above + most] * 9 + grades[above - corner + most]) * 9 + grades[corner - left + most];
    }

    /** The sample that a context, without its sign, expects. */
    final int predicted(int context, int sign, int left, int above, int corner) {
        return clamped(median(left, above, corner) + sign * biases[context]);
    }

    /** How many bits of remainder a code has (T.87 A.5.1). */
    static int shift(int count, int size) {
        int k = 0;
        while (count << k < size) {
            k++;
            if (k > MOST_SHIFT) {
                throw new IndexOutOfBoundsException("the errors grow beyond all samples");
            }
        }
        return k;
    }

    static int plausible(int magnitude) {
        if (magnitude > MOST_ERROR) {
            throw new IndexOutOfBoundsException("an error is larger than any sample");
        }
        return magnitude;
    }

    /** Whether a context that errs low maps its errors the other way round (T.87 A.5.2). */
    final boolean isFlipped(int context, int k) {
        return preset.near() == 0 && k == 0 && 2 * sums[context] <= -counts[context];
    }

    final void learn(int context, int error) {
        sums[context] += error * step;
        sizes[context] += plausible(Math.abs(error));
        if (counts[context] == preset.reset()) {
            sizes[context] >>= 1;
            sums[context] >>= 1;
            counts[context] >>= 1;
        }
        int count = ++counts[context];
        if (sums[context] <= -count) {
            sums[context] = Math.max(sums[context] + count, 1 - count);
            biases[context] = Math.max(LEAST_BIAS, biases[context] - 1);
        } else if (sums[context] > 0) {
            sums[context] = Math.min(sums[context] - count, 0);
            biases[context] = Math.min(MOST_BIAS, biases[context] + 1);
        }
    }

    /** Learns from the end of a run; {@code kind} is 1 where the sample was predicted from the run itself. */
    final void learnRunEnd(int kind, int error, int mapped) {
        int context = REGULAR + kind;
        if (error < 0) {
            negatives[kind]++;
        }
        sizes[context] += (mapped + 1 - kind) >> 1;
        if (counts[context] == preset.reset()) {
            sizes[context] >>= 1;
            counts[context] >>= 1;
            negatives[kind] >>= 1;
        }
        counts[context]++;
    }

    final int rebuilt(int predicted, int error) {
        int value = predicted + error * step;
        if (value < -preset.near()) {
            value += range * step;
        } else if (value > preset.most() + preset.near()) {
            value -= range * step;
        }
        return clamped(value);
    }

    private int clamped(int value) {
        return Math.max(0, Math.min(preset.most(), value));
    }

    private static int median(int left, int above, int corner) {
        int low = Math.min(left, above);
        int high = Math.max(left, above);
        return corner >= high ? low : corner <= low ? high : left + above - corner;
    }

    private byte grade(int gradient) {
        int size = Math.abs(gradient);
        int grade = size <= preset.near()
                ? 0
                : size < preset.t1() ? 1 : size < preset.t2() ? 2 : size < preset.t3() ? 3 : 4;
        return (byte) (gradient < 0 ? -grade : grade);
    }

    private static int width(int values) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(values - 1);
    }
}
