package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Floods a part of a picture from its brightest level down and notes every region whose extent holds over many levels
 * (Matas et al., "Robust wide-baseline stereo from maximally stable extremal regions", 2002; for letters Neumann and
 * Matas, "Real-time scene text localization and recognition", 2012). Regions are kept in tables of their own, since there
 * are far fewer of them than pixels.
 */
final class ExtremalRegions {
    static final int TALLEST = 48;
    private static final int WIDEST = 400;
    private static final int LEAST_CONTRAST = 14;
    private static final int NONE = -1;

    private final Area part;
    private final int columns;
    /** The region that a pixel went to, plus one, in a frame of zeros one pixel wide. */
    private final int[] taken;

    private final List<Glyph> glyphs = new ArrayList<>();
    private int regions;
    private int[] parent = new int[1024];
    private int[] x0 = new int[1024];
    private int[] y0 = new int[1024];
    private int[] x1 = new int[1024];
    private int[] y1 = new int[1024];
    private int[] size = new int[1024];
    /** The level from which on a region has its extent. */
    private int[] level = new int[1024];
    /** Its place among the glyphs. */
    private int[] noted = new int[1024];

    private ExtremalRegions(Area part) {
        this.part = part;
        columns = part.width() + 2;
        taken = new int[columns * (part.height() + 2)];
    }

    /** Regions of a letter's size near the sharp edges in a part of a picture, seen bright on dark ({@code flip} 0) or dark on bright (255). */
    static List<Glyph> in(Levels levels, SharpParts sharp, Area part, int flip) {
        ExtremalRegions regions = new ExtremalRegions(part);
        int[] starts = new int[257];
        int[] order = regions.sorted(levels, sharp, flip, starts);
        for (int value = 255; value >= 0; value--) {
            for (int i = starts[255 - value]; i < starts[256 - value]; i++) {
                regions.flood(order[i], value);
            }
        }
        return regions.glyphs;
    }

    /** Places from the brightest on; the starts say where each level begins. */
    private int[] sorted(Levels levels, SharpParts sharp, int flip, int[] starts) {
        for (int y = part.y0(); y < part.y1(); y++) {
            for (int x = part.x0(); x < part.x1(); x++) {
                if (sharp.isNear(x, y)) {
                    starts[256 - levels.at(x, y, flip)]++;
                }
            }
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        int[] order = new int[starts[256]];
        for (int y = part.y0(); y < part.y1(); y++) {
            int place = (y - part.y0() + 1) * columns + 1;
            for (int x = part.x0(); x < part.x1(); x++) {
                if (sharp.isNear(x, y)) {
                    order[next[255 - levels.at(x, y, flip)]++] = place;
                }
                place++;
            }
        }
        return order;
    }

    /** Gives a pixel to the regions that it touches, which become one, or makes it a region. */
    private void flood(int place, int value) {
        int region = NONE;
        for (int above = place - columns - 1; above <= place + columns - 1; above += columns) {
            for (int beside = above; beside < above + 3; beside++) {
                if (taken[beside] != 0) {
                    int other = root(taken[beside] - 1);
                    region = region == NONE || region == other ? other : joined(region, other, value);
                }
            }
        }
        int x = place % columns - 1;
        int y = place / columns - 1;
        if (region == NONE) {
            region = made(x, y, value);
        } else {
            size[region]++;
            grow(region, x, y, x, y, value);
        }
        taken[place] = region + 1;
    }

    private int root(int region) {
        int at = region;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private int made(int x, int y, int value) {
        if (regions == parent.length) {
            parent = longer(parent);
            x0 = longer(x0);
            y0 = longer(y0);
            x1 = longer(x1);
            y1 = longer(y1);
            size = longer(size);
            level = longer(level);
            noted = longer(noted);
        }
        int region = regions++;
        parent[region] = region;
        x0[region] = x;
        x1[region] = x;
        y0[region] = y;
        y1[region] = y;
        size[region] = 1;
        level[region] = value;
        noted[region] = NONE;
        return region;
    }

    private static int[] longer(int[] table) {
        return Arrays.copyOf(table, 2 * table.length);
    }

    private int joined(int a, int b, int value) {
        int big = size[a] >= size[b] ? a : b;
        int small = big == a ? b : a;
        note(small, value);
        grow(big, x0[small], y0[small], x1[small], y1[small], value);
        parent[small] = big;
        size[big] += size[small];
        return big;
    }

    private void grow(int region, int left, int top, int right, int bottom, int value) {
        if (left < x0[region] || top < y0[region] || right > x1[region] || bottom > y1[region]) {
            note(region, value);
            x0[region] = Math.min(x0[region], left);
            y0[region] = Math.min(y0[region], top);
            x1[region] = Math.max(x1[region], right);
            y1[region] = Math.max(y1[region], bottom);
            level[region] = value;
        }
    }

    /** Keeps a region that is about to grow, where it held its extent long enough; of nested ones the clearest. */
    private void note(int region, int value) {
        int width = x1[region] - x0[region] + 1;
        int height = y1[region] - y0[region] + 1;
        if (level[region] - value < LEAST_CONTRAST || height > TALLEST || width > WIDEST) {
            return;
        }
        Area area = new Area(
                part.x0() + x0[region], part.y0() + y0[region], part.x0() + x1[region] + 1, part.y0() + y1[region] + 1);
        Glyph glyph = new Glyph(area, level[region], value);
        int before = noted[region];
        if (before != NONE && isNearly(glyphs.get(before).area(), area)) {
            if (glyphs.get(before).contrast() < glyph.contrast()) {
                glyphs.set(before, glyph);
            }
        } else {
            noted[region] = glyphs.size();
            glyphs.add(glyph);
        }
    }

    private static boolean isNearly(Area inner, Area outer) {
        return outer.width() <= inner.width() + 2 && outer.height() <= inner.height() + 2;
    }
}
