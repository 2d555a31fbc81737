package org.isocenter.dicom.codec;

/**
 * What a JPEG-LS scan is coded with (T.87 C.2.4.1).
 *
 * @param most largest sample
 * @param near largest error of a sample, 0 for lossless
 * @param t1 first threshold of gradients
 * @param t2 second threshold
 * @param t3 third threshold
 * @param reset how often contexts are halved
 */
record JpegLsPreset(int most, int near, int t1, int t2, int t3, int reset) {
    private static final int RESET = 64;

    /** The preset with its defaults filled in where a value is 0. */
    JpegLsPreset complete(int bits, int scanNear) {
        int max = most == 0 ? (1 << bits) - 1 : most;
        boolean large = max >= 128;
        int factor = large ? (Math.min(max, 4095) + 128) / 256 : 256 / (max + 1);
        int first = t1 != 0
                ? t1
                : within(large ? factor + 2 + 3 * scanNear : Math.max(2, 3 / factor + 3 * scanNear), scanNear + 1, max);
        int second = t2 != 0
                ? t2
                : within(large ? factor * 4 + 3 + 5 * scanNear : Math.max(3, 7 / factor + 5 * scanNear), first, max);
        int third = t3 != 0
                ? t3
                : within(large ? factor * 17 + 4 + 7 * scanNear : Math.max(4, 21 / factor + 7 * scanNear), second, max);
        return new JpegLsPreset(max, scanNear, first, second, third, reset == 0 ? RESET : reset);
    }

    private static int within(int value, int least, int max) {
        return value > max || value < least ? least : value;
    }
}
