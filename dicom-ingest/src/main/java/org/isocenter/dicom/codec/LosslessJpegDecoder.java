package org.isocenter.dicom.codec;

import java.nio.ByteBuffer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Decodes lossless JPEG of 2 to 16 bits with Huffman codes: every predictor, point transform, restarts, components interleaved
 * or not (ITU-T T.81 H). Subsampled components are refused; scanners write none.
 */
final class LosslessJpegDecoder {
    private static final int FRAME = 0xc3;
    private static final int TABLES = 0xc4;
    private static final int SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int MOST_COMPONENTS = 4;

    private final byte[] stream;
    private final ByteBuffer in;
    private final long mostPixels;
    private final HuffmanTable[] tables = new HuffmanTable[MOST_COMPONENTS];
    private int rows;
    private int columns;
    private int bits;
    private int restart;
    private int decoded;
    private int[] ids = new int[0];
    private int[] values = new int[0];

    private LosslessJpegDecoder(byte[] stream, long mostPixels) {
        this.stream = stream;
        this.mostPixels = mostPixels;
        in = ByteBuffer.wrap(stream);
    }

    static Picture decode(byte[] stream, long mostPixels) {
        try {
            return new LosslessJpegDecoder(stream, mostPixels).picture();
        } catch (IndexOutOfBoundsException e) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS, "Expected a whole lossless JPEG code stream; it is damaged.", e);
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
            int end = at + 2 + (in.getShort(at + 2) & 0xffff);
            switch (marker) {
                case FRAME -> frame(at + 4);
                case TABLES -> tables(at + 4, end);
                case RESTART_INTERVAL -> restart = in.getShort(at + 4) & 0xffff;
                case END -> throw refused("it ends before its last component");
                default -> {}
            }
            at = marker == SCAN ? scan(at + 4, end) : end;
        }
        return new Picture(rows, columns, ids.length, values);
    }

    private void frame(int at) {
        bits = in.get(at);
        rows = in.getShort(at + 1) & 0xffff;
        columns = in.getShort(at + 3) & 0xffff;
        ids = new int[in.get(at + 5) & 0xff];
        boolean sized = rows > 0 && columns > 0 && (long) rows * columns <= mostPixels;
        if (!sized || bits < 2 || bits > 16 || ids.length < 1 || ids.length > MOST_COMPONENTS) {
            throw refused("its frame has %d x %d x %d samples of %d bits".formatted(rows, columns, ids.length, bits));
        }
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.get(at + 6 + 3 * i);
            if (in.get(at + 7 + 3 * i) != in.get(at + 7)) {
                throw refused("its components differ in size");
            }
        }
        values = new int[Math.multiplyExact(rows * ids.length, columns)];
    }

    private void tables(int start, int end) {
        int at = start;
        while (at < end) {
            tables[in.get(at) & 3] = new HuffmanTable(stream, at + 1);
            at += 1 + HuffmanTable.size(stream, at + 1);
        }
    }

    private int scan(int at, int data) {
        int count = in.get(at);
        int tail = at + 1 + 2 * count;
        int predictor = in.get(tail);
        int shift = in.get(tail + 2) & 15;
        if (count < 1 || decoded + count > ids.length || predictor < 1 || predictor > 7 || shift >= bits) {
            throw refused("a scan has %d components and predictor %d".formatted(count, predictor));
        }
        int[] places = new int[count];
        HuffmanTable[] used = new HuffmanTable[count];
        for (int i = 0; i < count; i++) {
            places[i] = place(in.get(at + 1 + 2 * i));
            used[i] = tables[(in.get(at + 2 + 2 * i) >> 4) & 3];
            if (used[i] == null) {
                throw refused("a scan uses a table that is not there");
            }
        }
        JpegBits code = new JpegBits(stream, data);
        samples(code, used, places, predictor, shift);
        decoded += count;
        if (shift > 0) {
            lift(places, shift);
        }
        return code.nextMarker();
    }

    /** Fills the components line by line; the first line, and each after a restart, is predicted from the left alone. */
    private void samples(JpegBits code, HuffmanTable[] used, int[] places, int predictor, int shift) {
        int step = ids.length;
        int line = columns * step;
        int untilRestart = restart;
        int firstLine = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (restart > 0 && untilRestart-- == 0) {
                    code.restart();
                    untilRestart = restart - 1;
                    firstLine = row;
                }
                for (int i = 0; i < places.length; i++) {
                    int at = row * line + column * step + places[i];
                    int predicted;
                    if (row == firstLine) {
                        predicted = column == 0 ? 1 << (bits - shift - 1) : values[at - step];
                    } else if (column == 0) {
                        predicted = values[at - line];
                    } else {
                        predicted =
                                predicted(predictor, values[at - step], values[at - line], values[at - line - step]);
                    }
                    values[at] = (predicted + code.difference(used[i])) & 0xffff;
                }
            }
        }
    }

    private static int predicted(int predictor, int left, int above, int corner) {
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + ((above - corner) >> 1);
            case 6 -> above + ((left - corner) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private void lift(int[] places, int shift) {
        for (int place : places) {
            for (int at = place; at < values.length; at += ids.length) {
                values[at] <<= shift;
            }
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

    private static PlatformException refused(String why) {
        return new PlatformException(
                ErrorCode.UNDECODABLE_PIXELS, "Expected a whole lossless JPEG code stream; %s.".formatted(why));
    }
}
