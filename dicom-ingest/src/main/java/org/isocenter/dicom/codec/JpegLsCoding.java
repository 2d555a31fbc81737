package org.isocenter.dicom.codec;

/** Writes samples as JPEG-LS: each as its difference from what its neighbours make likely (T.87 A.2 to A.7). */
final class JpegLsCoding extends JpegLsModel {
    private final JpegLsBitWriter bits;

    JpegLsCoding(JpegLsPreset preset, JpegLsBitWriter bits) {
        super(preset);
        this.bits = bits;
    }

    /** Writes a sample and returns what a reader will take it for. */
    int regular(int signed, int left, int above, int corner, int sample) {
        int sign = signed < 0 ? -1 : 1;
        int context = Math.abs(signed);
        int predicted = predicted(context, sign, left, above, corner);
        int k = shift(counts[context], sizes[context]);
        int error = reduced(sign * (sample - predicted));
        int mapped = isFlipped(context, k)
                ? error >= 0 ? 2 * error + 1 : -2 * (error + 1)
                : error >= 0 ? 2 * error : -2 * error - 1;
        bits.golomb(mapped, k, limit, rangeBits);
        learn(context, error);
        return rebuilt(predicted, sign * error);
    }

    /** Writes the sample that ends a run; {@code like} where it is predicted from the run itself. */
    int runEnd(int left, int above, int runBits, boolean like, int sample) {
        int kind = like ? 1 : 0;
        int context = REGULAR + kind;
        int count = counts[context];
        int size = sizes[context] + (like ? count >> 1 : 0);
        int k = shift(count, size);
        int predicted = like ? left : above;
        int sign = !like && left > above ? -1 : 1;
        int error = reduced(sign * (sample - predicted));
        boolean oddIsNegative = k != 0 || 2 * negatives[kind] >= count;
        boolean odd = error != 0 && oddIsNegative == error < 0;
        int mapped = 2 * Math.abs(error) - kind - (odd ? 1 : 0);
        bits.golomb(mapped, k, limit - runBits - 1, rangeBits);
        learnRunEnd(kind, error, mapped);
        return rebuilt(predicted, sign * error);
    }

    /** An error in steps of twice the allowed one, folded into the range of samples (T.87 A.4.4, A.4.5). */
    private int reduced(int difference) {
        int near = preset.near();
        int error = difference > 0 ? (difference + near) / step : -((near - difference) / step);
        if (error < 0) {
            error += range;
        }
        return error >= (range + 1) / 2 ? error - range : error;
    }
}
