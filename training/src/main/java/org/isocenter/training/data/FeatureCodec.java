package org.isocenter.training.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Rows of features as bytes of a fixed form, big-endian: the CRC32C of the blobs and that of the values, 8 bytes each, their lengths, 4 bytes each, the
 * blobs that the frames came from, 65 bytes each, and float32 values row after row.
 */
final class FeatureCodec {
    static final int HEADER = 24;
    private static final int BLOBS_LENGTH = 16;
    private static final int VALUES_CHECKSUM = 8;
    private static final int VALUES_LENGTH = 20;

    private FeatureCodec() {}

    static byte[] encode(List<FrameKey> frames, double[][] rows) {
        StringBuilder text = new StringBuilder();
        frames.stream().map(FrameKey::blob).distinct().forEach(blob -> text.append(blob)
                .append('\n'));
        ByteBuffer blobs = StandardCharsets.US_ASCII.encode(text.toString());
        ByteBuffer values = ByteBuffer.allocate(rows.length * rows[0].length * Float.BYTES);
        Arrays.stream(rows).flatMapToDouble(Arrays::stream).forEach(value -> values.putFloat((float) value));
        values.flip();
        return ByteBuffer.allocate(HEADER + blobs.remaining() + values.remaining())
                .putLong(checksum(blobs))
                .putLong(checksum(values))
                .putInt(blobs.remaining())
                .putInt(values.remaining())
                .put(blobs)
                .put(values)
                .array();
    }

    /** So many rows; empty where the bytes are not those that were written. */
    static Optional<double[][]> decode(ByteBuffer entry, int count) {
        return blobs(entry)
                .flatMap(blobs -> part(
                        entry,
                        HEADER + entry.getInt(BLOBS_LENGTH),
                        entry.getInt(VALUES_LENGTH),
                        entry.getLong(VALUES_CHECKSUM)))
                .map(values -> rows(values, count));
    }

    /** The blobs that the frames came from; empty where the bytes are not those that were written. The values need not be there. */
    static Optional<List<String>> blobs(ByteBuffer entry) {
        return entry.limit() < HEADER
                ? Optional.empty()
                : part(entry, HEADER, entry.getInt(BLOBS_LENGTH), entry.getLong(0))
                        .map(bytes -> StandardCharsets.US_ASCII
                                .decode(bytes)
                                .toString()
                                .lines()
                                .toList());
    }

    /** How many bytes the header says the blobs take. */
    static int blobsLength(byte[] header) {
        return ByteBuffer.wrap(header).getInt(BLOBS_LENGTH);
    }

    private static Optional<ByteBuffer> part(ByteBuffer entry, int start, int length, long checksum) {
        if (length <= 0
                || (long) start + length
                        > entry.limit()) { // nothing has a checksum of 0, as what is being overwritten has
            return Optional.empty();
        }
        ByteBuffer part = entry.slice(start, length);
        return checksum(part) == checksum ? Optional.of(part) : Optional.empty();
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return checksum.getValue();
    }

    private static double[][] rows(ByteBuffer values, int count) {
        double[][] rows = new double[count][values.remaining() / Float.BYTES / count];
        for (double[] row : rows) {
            Arrays.setAll(row, d -> values.getFloat());
        }
        return rows;
    }
}
