package org.isocenter.dicom.codec;

/** Reads samples of JPEG-LS: each from its neighbours and the next code (T.87 A.2 to A.7). */
final class JpegLsContexts extends JpegLsModel {
    private final JpegLsBits bits;

    JpegLsContexts(JpegLsPreset preset, JpegLsBits bits) {
        super(preset);
        this.bits = bits;
    }

    int regular(int signed, int left, int above, int corner) {
        int sign = signed < 0 ? -1 : 1;
        int context = Math.abs(signed);
        int predicted = predicted(context, sign, left, above, corner);
        int k = shift(counts[context], sizes[context]);
        int error = error(bits.golomb(k, limit, rangeBits), k, context);
        learn(context, error);
        return rebuilt(predicted, sign * error);
    }

    /** The sample that ends a run; {@code like} where it is predicted from the run itself. */
    int runEnd(int left, int above, int runBits, boolean like) {
        int kind = like ? 1 : 0;
        int context = REGULAR + kind;
        int count = counts[context];
        int size = sizes[context] + (like ? count >> 1 : 0);
        int k = shift(count, size);
        int mapped = bits.golomb(k, limit - runBits - 1, rangeBits);
        int folded = mapped + kind;
        boolean odd = (folded & 1) == 1;
        int magnitude = plausible((folded + 1) / 2);
        boolean oddIsNegative = k != 0 || 2 * negatives[kind] >= count;
        int error = oddIsNegative == odd ? -magnitude : magnitude;
        learnRunEnd(kind, error, mapped);
        int sign = !like && left > above ? -1 : 1;
        return rebuilt(like ? left : above, sign * error);
    }

    private int error(int mapped, int k, int context) {
        boolean odd = (mapped & 1) == 1;
        int half = (mapped + 1) >> 1;
        if (isFlipped(context, k)) {
            return odd ? half - 1 : -half - 1;
        }
        return odd ? -half : half;
    }
}
