package org.isocenter.dicom.rle;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * One RLE-compressed frame: a head with up to fifteen segment offsets, then the segments, each the same byte of every
 * pixel (most significant first), packed line by line (PS3.5 Annex G).
 */
public final class RleFrame {
    private static final int HEAD = 64;
    private static final int MOST_SEGMENTS = 15;
    private static final int LONGEST_RUN = 128;

    private RleFrame() {}

    /** Unpacks every segment; each must fill {@code pixels} bytes. */
    public static List<byte[]> decode(byte[] frame, int pixels) {
        try {
            ByteBuffer head = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
            int count = head.getInt();
            if (count < 1 || count > MOST_SEGMENTS) {
                throw undecodable("a frame has 1 to 15 RLE segments, not " + count);
            }
            List<byte[]> segments = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int start = head.getInt(4 + 4 * i);
                int end = i + 1 < count ? head.getInt(8 + 4 * i) : frame.length;
                segments.add(unpack(frame, start, end, pixels));
            }
            return segments;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw undecodable("an RLE segment ends early");
        }
    }

    /** Packs segments of equal length, each line by itself, into one frame of even length. */
    public static byte[] encode(List<byte[]> segments, int columns) {
        ByteBuffer head =
                ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN).putInt(segments.size());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] segment : segments) {
            head.putInt(HEAD + body.size());
            for (int line = 0; line < segment.length; line += columns) {
                pack(segment, line, Math.min(segment.length, line + columns), body);
            }
            if (body.size() % 2 == 1) {
                body.write(0);
            }
        }
        byte[] frame = Arrays.copyOf(head.array(), HEAD + body.size());
        System.arraycopy(body.toByteArray(), 0, frame, HEAD, body.size());
        return frame;
    }

    private static byte[] unpack(byte[] frame, int start, int end, int pixels) {
        byte[] out = new byte[pixels];
        int at = start;
        int filled = 0;
        while (filled < pixels && at < end) {
            int control = frame[at++];
            if (control >= 0) {
                int length = Math.min(control + 1, pixels - filled);
                System.arraycopy(frame, at, out, filled, length);
                at += control + 1;
                filled += length;
            } else if (control != -LONGEST_RUN) {
                int length = Math.min(1 - control, pixels - filled);
                Arrays.fill(out, filled, filled + length, frame[at++]);
                filled += length;
            }
        }
        if (filled < pixels) {
            throw undecodable("an RLE segment has %d of %d bytes".formatted(filled, pixels));
        }
        return out;
    }

    private static void pack(byte[] line, int start, int end, ByteArrayOutputStream out) {
        int at = start;
        while (at < end) {
            int run = runLength(line, at, end);
            if (run > 2) {
                out.write(1 - run);
                out.write(line[at]);
                at += run;
            } else {
                int literal = literalLength(line, at, end);
                out.write(literal - 1);
                out.write(line, at, literal);
                at += literal;
            }
        }
    }

    private static int runLength(byte[] line, int at, int end) {
        int run = 1;
        while (run < LONGEST_RUN && at + run < end && line[at + run] == line[at]) {
            run++;
        }
        return run;
    }

    private static int literalLength(byte[] line, int at, int end) {
        int length = 1;
        while (length < LONGEST_RUN && at + length < end && runLength(line, at + length, end) < 3) {
            length++;
        }
        return length;
    }

    private static PlatformException undecodable(String what) {
        return new PlatformException(ErrorCode.UNDECODABLE_PIXELS, "Expected RLE pixel data, but " + what + ".");
    }
}
