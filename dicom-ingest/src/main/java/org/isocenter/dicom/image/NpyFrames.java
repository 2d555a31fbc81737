package org.isocenter.dicom.image;

import java.io.IOException;
import java.util.List;

/** How the images of one array lie in memory: size, samples, frames, bytes. */
record NpyFrames(int rows, int columns, int samples, int frames, NpyHeader header) {
    private static final long LARGEST = 1L << 29;

    static NpyFrames of(NpyHeader header) throws IOException {
        List<Integer> shape = header.shape();
        boolean colour = shape.size() >= 4 && shape.get(shape.size() - 1) == 3;
        int spatial = shape.size() - (colour ? 1 : 0);
        if (spatial < 3
                || spatial > 4
                || header.bytes() > 2
                || header.kind() == 'f'
                || (colour && header.bytes() != 1)) {
            throw new IOException("expected (N, rows, columns) or (N, rows, columns, 3) of 8 or 16 bits");
        }
        NpyFrames frames = new NpyFrames(
                shape.get(spatial - 2),
                shape.get(spatial - 1),
                colour ? 3 : 1,
                spatial == 4 ? shape.get(1) : 1,
                header);
        if (shape.stream().anyMatch(size -> size < 1) || frames.longBytes() > LARGEST) {
            throw new IOException("images have a size of 1 to 512 MiB");
        }
        return frames;
    }

    /** Bytes of one image with all its frames. */
    int bytes() {
        return (int) longBytes();
    }

    RasterImage image(byte[] bytes) {
        byte[] data = header.bytes() == 2 && header.bigEndian() ? swapped(bytes) : bytes;
        return new RasterImage(
                        rows,
                        columns,
                        samples,
                        header.bytes() * 8,
                        header.kind() == 'i' && header.bytes() == 2,
                        frames,
                        data)
                .greyIfColourless();
    }

    private long longBytes() {
        return (long) rows * columns * samples * frames * header.bytes();
    }

    private static byte[] swapped(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            out[i] = bytes[i + 1];
            out[i + 1] = bytes[i];
        }
        return out;
    }
}
