package org.isocenter.dicom.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * What a code stream's head says of its samples.
 *
 * @param bits of each component
 * @param signed whether each component is in two's complement
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one decoding
record Precision(int[] bits, boolean[] signed) {
    private static final int START_AND_SIZE = 0xff4fff51;
    private static final int COMPONENT_COUNT = 40;

    static Precision of(CodeStream kind, byte[] stream) {
        try {
            return kind == CodeStream.JPEG_2000 ? jpeg2000(ByteBuffer.wrap(stream)) : jpeg(ByteBuffer.wrap(stream));
        } catch (IndexOutOfBoundsException e) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS, "Expected a code stream with a frame header; it ends before one.", e);
        }
    }

    int most() {
        return Arrays.stream(bits).max().orElse(0);
    }

    /** The SIZ segment, wherever a file format around the code stream puts it. */
    private static Precision jpeg2000(ByteBuffer in) {
        int at = 0;
        while (in.getInt(at) != START_AND_SIZE) {
            at++;
        }
        int count = in.getShort(at + COMPONENT_COUNT) & 0xffff;
        int[] bits = new int[count];
        boolean[] signed = new boolean[count];
        for (int i = 0; i < count; i++) {
            int depth = in.get(at + COMPONENT_COUNT + 2 + 3 * i);
            bits[i] = (depth & 0x7f) + 1;
            signed[i] = depth < 0;
        }
        return new Precision(bits, signed);
    }

    /** The start-of-frame segment of JPEG: C0 to CF but for the tables among them. */
    private static Precision jpeg(ByteBuffer in) {
        int at = 2;
        while (true) {
            int marker = in.get(at + 1) & 0xff;
            if ((in.get(at) & 0xff) != 0xff || marker == 0xff) {
                at++;
            } else if (isFrame(marker)) {
                int[] bits = new int[in.get(at + 9) & 0xff];
                Arrays.fill(bits, in.get(at + 4) & 0xff);
                return new Precision(bits, new boolean[bits.length]);
            } else {
                at += 2 + (in.getShort(at + 2) & 0xffff);
            }
        }
    }

    private static boolean isFrame(int marker) {
        boolean table = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
        return marker >= 0xc0 && marker <= 0xcf && !table;
    }
}
