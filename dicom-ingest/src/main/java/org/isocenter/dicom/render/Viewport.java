package org.isocenter.dicom.render;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The size of a picture, and the region of the source that fills it (PS3.18 8.3.5.1.3). The region keeps its aspect ratio, so that one side of the picture
 * has the size of the viewport and the other at most that.
 *
 * @param width in pixels
 * @param height in pixels
 * @param region {@code sx,sy,sw,sh}; empty ones mean from the left, from the top, to the right, to the bottom; a negative extent mirrors
 */
record Viewport(int width, int height, List<Optional<Double>> region) {
    /** Longest side of a picture, in pixels. */
    static final int LONGEST = 8192;

    private static final String FORM = "viewport=vw,vh or vw,vh,sx,sy,sw,sh, with vw and vh from 1 to " + LONGEST;

    Viewport {
        region = List.copyOf(region);
    }

    /** Reads {@code vw,vh} with or without a region. */
    static Viewport parse(String words) {
        String[] parts = words.split(",", -1);
        if (parts.length < 2 || parts.length > 6) {
            throw Rendering.bad(FORM);
        }
        try {
            int width = Integer.parseInt(parts[0].strip());
            int height = Integer.parseInt(parts[1].strip());
            List<Optional<Double>> region =
                    Arrays.stream(parts).skip(2).map(Viewport::number).toList();
            if (width >= 1 && width <= LONGEST && height >= 1 && height <= LONGEST) {
                return new Viewport(width, height, region);
            }
        } catch (NumberFormatException e) {
            throw Rendering.bad(FORM);
        }
        throw Rendering.bad(FORM);
    }

    private static Optional<Double> number(String word) {
        return word.isBlank() ? Optional.empty() : Optional.of(Double.parseDouble(word.strip()));
    }

    /** The region of a source of a size; {@code BAD_REQUEST} where it is not within it. */
    Region of(int columns, int rows) {
        double x = part(0).orElse(0.0);
        double y = part(1).orElse(0.0);
        double w = part(2).orElse(columns - x);
        double h = part(3).orElse(rows - y);
        boolean inside = x >= 0 && y >= 0 && x + Math.abs(w) <= columns && y + Math.abs(h) <= rows;
        if (!inside || Math.abs(w) < 1 || Math.abs(h) < 1) {
            throw Rendering.bad("a region of the viewport within %d columns and %d rows".formatted(columns, rows));
        }
        return new Region(
                (int) Math.floor(x),
                (int) Math.floor(y),
                (int) Math.round(Math.abs(w)),
                (int) Math.round(Math.abs(h)),
                w < 0,
                h < 0);
    }

    private Optional<Double> part(int index) {
        return index < region.size() ? region.get(index) : Optional.empty();
    }

    /** The factor by which a region of a size is scaled to fit. */
    double scale(int columns, int rows) {
        return Math.min((double) width / columns, (double) height / rows);
    }

    /** A region in whole pixels. */
    record Region(int x, int y, int width, int height, boolean mirroredX, boolean mirroredY) {}
}
