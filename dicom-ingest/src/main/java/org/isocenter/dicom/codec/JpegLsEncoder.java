package org.isocenter.dicom.codec;

import java.nio.ByteBuffer;

/**
 * Encodes pictures as JPEG-LS of 2 to 16 bits, lossless or with a bound on the error of a sample; several components are
 * interleaved line by line (ITU-T T.87).
 */
final class JpegLsEncoder {
    private static final int LEAST_BITS = 2;

    private final Picture picture;
    private final int[][] above;
    private final int[][] line;
    private final int[] runIndex;
    private final int mask;
    private final JpegLsPreset preset;
    private final int bits;
    private final JpegLsBitWriter out = new JpegLsBitWriter();
    private final JpegLsCoding coding;

    private JpegLsEncoder(Picture picture, int bits, int near) {
        this.picture = picture;
        this.bits = Math.max(LEAST_BITS, bits);
        mask = (1 << bits) - 1;
        preset = new JpegLsPreset(0, 0, 0, 0, 0, 0).complete(this.bits, near);
        coding = new JpegLsCoding(preset, out);
        above = new int[picture.samples()][picture.columns() + 2];
        line = new int[picture.samples()][picture.columns() + 2];
        runIndex = new int[picture.samples()];
    }

    /** The code stream; samples are taken as their lowest {@code bits} bits. */
    static byte[] encode(Picture picture, int bits, int near) {
        return new JpegLsEncoder(picture, bits, near).stream();
    }

    private byte[] stream() {
        for (int row = 0; row < picture.rows(); row++) {
            for (int component = 0; component < picture.samples(); component++) {
                line(row, component);
            }
        }
        byte[] scan = out.segment();
        int samples = picture.samples();
        ByteBuffer stream = ByteBuffer.allocate(2 + 10 + 3 * samples + 8 + 2 * samples + scan.length + 2);
        stream.putShort((short) 0xffd8).putShort((short) 0xfff7).putShort((short) (8 + 3 * samples));
        stream.put((byte) bits)
                .putShort((short) picture.rows())
                .putShort((short) picture.columns())
                .put((byte) samples);
        for (int id = 1; id <= samples; id++) {
            stream.put((byte) id).put((byte) 0x11).put((byte) 0);
        }
        stream.putShort((short) 0xffda).putShort((short) (6 + 2 * samples)).put((byte) samples);
        for (int id = 1; id <= samples; id++) {
            stream.put((byte) id).put((byte) 0);
        }
        stream.put((byte) preset.near()).put((byte) (samples == 1 ? 0 : 1)).put((byte) 0);
        return stream.put(scan).putShort((short) 0xffd9).array();
    }

    /** Codes a line of a component; {@code above} and {@code line} hold what a reader will have, one sample more at each end. */
    private void line(int row, int component) {
        int columns = picture.columns();
        int[] up = line[component];
        int[] now = above[component];
        above[component] = up;
        line[component] = now;
        up[columns + 1] = up[columns];
        now[0] = up[1];
        int at = 1;
        while (at <= columns) {
            int context = coding.context(now[at - 1], up[at], up[at - 1], up[at + 1]);
            if (context != 0) {
                now[at] = coding.regular(context, now[at - 1], up[at], up[at - 1], sample(row, at, component));
                at++;
                continue;
            }
            int length = run(now, row, at, component);
            at += length;
            if (at <= columns) {
                boolean like = Math.abs(now[at - 1] - up[at]) <= preset.near();
                int runBits = JpegLsScan.RUN_BITS[runIndex[component]];
                now[at] = coding.runEnd(now[at - 1], up[at], runBits, like, sample(row, at, component));
                runIndex[component] = Math.max(0, runIndex[component] - 1);
                at++;
            }
        }
    }

    /** Codes how many samples from here on are like the one before (T.87 A.7.1). */
    private int run(int[] now, int row, int start, int component) {
        int at = start;
        while (at <= picture.columns() && Math.abs(sample(row, at, component) - now[start - 1]) <= preset.near()) {
            now[at++] = now[start - 1];
        }
        int left = at - start;
        while (left >= 1 << JpegLsScan.RUN_BITS[runIndex[component]]) {
            out.write(1, 1);
            left -= 1 << JpegLsScan.RUN_BITS[runIndex[component]];
            runIndex[component] = Math.min(runIndex[component] + 1, JpegLsScan.RUN_BITS.length - 1);
        }
        if (at <= picture.columns()) {
            out.write(0, 1);
            out.write(left, JpegLsScan.RUN_BITS[runIndex[component]]);
        } else if (left > 0) {
            out.write(1, 1);
        }
        return at - start;
    }

    private int sample(int row, int at, int component) {
        return picture.values()[(row * picture.columns() + at - 1) * picture.samples() + component] & mask;
    }
}
