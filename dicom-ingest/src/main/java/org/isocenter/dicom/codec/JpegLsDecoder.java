package org.isocenter.dicom.codec;

import java.nio.ByteBuffer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Decodes JPEG-LS, lossless and near-lossless, of 2 to 16 bits, whichever way its components are interleaved (ITU-T T.87).
 * Restart intervals, mapping tables and images of unknown height are refused; scanners write none.
 */
final class JpegLsDecoder {
    private static final int FRAME = 0xf7;
    private static final int PARAMETERS = 0xf8;
    private static final int SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int RESTART_INTERVAL = 0xdd;

    private final byte[] stream;
    private final ByteBuffer in;
    private final long mostPixels;
    private int rows;
    private int columns;
    private int[] ids = new int[0];
    private int bits;
    private int decoded;
    private int[] values = new int[0];
    private JpegLsPreset preset = new JpegLsPreset(0, 0, 0, 0, 0, 0);

    private JpegLsDecoder(byte[] stream, long mostPixels) {
        this.stream = stream;
        this.mostPixels = mostPixels;
        in = ByteBuffer.wrap(stream);
    }

    static Picture decode(byte[] stream, long mostPixels) {
        try {
            return new JpegLsDecoder(stream, mostPixels).picture();
        } catch (IndexOutOfBoundsException e) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS, "Expected a whole JPEG-LS code stream; it is damaged.", e);
        }
    }

    private Picture picture() {
        int at = 2;
        while (decoded < ids.length || ids.length == 0) {
            int marker = in.get(at + 1) & 0xff;
            if (in.get(at) != -1 || marker == 0xff) {
                at++;
                continue;
            }
            int length = in.getShort(at + 2) & 0xffff;
            switch (marker) {
                case FRAME -> frame(at + 4);
                case PARAMETERS -> parameters(at + 4);
                case END, RESTART_INTERVAL -> throw refused("it ends early or restarts");
                default -> {}
            }
            at = marker == SCAN ? scan(at + 4, at + 2 + length) : at + 2 + length;
        }
        return new Picture(rows, columns, ids.length, values);
    }

    private void frame(int at) {
        if (ids.length > 0) {
            throw refused("it has a second frame");
        }
        bits = in.get(at);
        rows = in.getShort(at + 1) & 0xffff;
        columns = in.getShort(at + 3) & 0xffff;
        ids = new int[in.get(at + 5) & 0xff];
        boolean sized = rows > 0 && columns > 0 && (long) rows * columns <= mostPixels;
        if (!sized || bits < 2 || bits > 16 || ids.length < 1 || ids.length > 4) {
            throw refused("its frame has %d x %d x %d samples of %d bits".formatted(rows, columns, ids.length, bits));
        }
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.get(at + 6 + 3 * i);
        }
        values = new int[Math.multiplyExact(rows * ids.length, columns)];
    }

    private void parameters(int at) {
        if (in.get(at) != 1) {
            throw refused("it uses mapping tables");
        }
        preset = new JpegLsPreset(word(at + 1), 0, word(at + 3), word(at + 5), word(at + 7), word(at + 9));
    }

    private int scan(int at, int data) {
        int count = in.get(at);
        int tail = at + 1 + 2 * count;
        int near = in.get(tail) & 0xff;
        int interleave = in.get(tail + 1);
        int shift = in.get(tail + 2) & 15;
        boolean known = count == 1 ? interleave == 0 : interleave == 1 || interleave == 2;
        JpegLsPreset full = preset.complete(bits, near);
        if (count < 1 || decoded + count > ids.length || !known || full.most() >= 1 << bits || near > full.most() / 2) {
            throw refused("a scan has %d components, interleaved by %d".formatted(count, interleave));
        }
        JpegLsBits code = new JpegLsBits(stream, data);
        JpegLsScan scan = new JpegLsScan(code, full, columns, count);
        for (int row = 0; row < rows; row++) {
            int[][] lines = scan.next(interleave == 2);
            for (int c = 0; c < count; c++) {
                put(lines[c], row, place(in.get(at + 1 + 2 * c)), shift);
            }
        }
        decoded += count;
        return code.nextMarker();
    }

    private void put(int[] line, int row, int component, int shift) {
        int at = row * columns * ids.length + component;
        for (int i = 1; i <= columns; i++) {
            values[at] = line[i] << shift;
            at += ids.length;
        }
    }

    private int place(int id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        throw refused("a scan names a component that the frame has not");
    }

    private int word(int at) {
        return in.getShort(at) & 0xffff;
    }

    private static PlatformException refused(String why) {
        return new PlatformException(
                ErrorCode.UNDECODABLE_PIXELS, "Expected a whole JPEG-LS code stream; %s.".formatted(why));
    }
}
