package org.isocenter.platform.result;

import java.util.List;

/**
 * What a head drew on a frame, of the frame's own size.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param classes row-major: 0 background, k the k-th class counted from 1
 * @param shares for each class how probable it is at each pixel, row-major unsigned bytes, 255 for certain; empty where nobody asked for it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record DrawnMask(int rows, int columns, byte[] classes, List<byte[]> shares) {
    public DrawnMask {
        if (classes.length != rows * columns || shares.stream().anyMatch(share -> share.length != rows * columns)) {
            throw new IllegalArgumentException(
                    "a mask of %d x %d has a value for every pixel".formatted(rows, columns));
        }
        shares = List.copyOf(shares);
    }
}
