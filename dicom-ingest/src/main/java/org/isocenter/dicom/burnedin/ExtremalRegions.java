package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Floods a part of a picture from its brightest level down and notes every region whose extent holds over many levels
 * (Matas et al., "Robust wide-baseline stereo from maximally stable extremal regions", 2002; for letters Neumann and
 * Matas, "Real-time scene text localization and recognition", 2012).
 */
final class ExtremalRegions {
    static final int TALLEST = 48;
    private static final int WIDEST = 400;
    private static final int LEAST_CONTRAST = 14;
    private static final int NONE = -1;

    private final Area part;
    private final int columns;
    private final int[] parent;
    private final int[] x0;
    private final int[] y0;
    private final int[] x1;
    private final int[] y1;
    private final int[] size;
    private final int[] level;
    private final int[] noted;
    private final List<Glyph> glyphs = new ArrayList<>();

    private ExtremalRegions(Area part) {
        this.part = part;
        columns = part.width();
        int pixels = columns * part.height();
        parent = new int[pixels];
        Arrays.fill(parent, NONE);
        x0 = new int[pixels];
        y0 = new int[pixels];
        x1 = new int[pixels];
        y1 = new int[pixels];
        size = new int[pixels];
        level = new int[pixels];
        noted = new int[pixels];
    }

    /** Regions of a letter's size in a part of a picture, seen bright on dark ({@code flip} 0) or dark on bright (255). */
    static List<Glyph> in(Levels levels, Area part, int flip) {
        ExtremalRegions regions = new ExtremalRegions(part);
        int[] order = new int[regions.parent.length];
        int[] starts = regions.sort(levels, flip, order);
        for (int value = 255; value >= 0; value--) {
            for (int i = starts[255 - value]; i < starts[256 - value]; i++) {
                regions.flood(order[i], value);
            }
        }
        return regions.glyphs;
    }

    /** Orders places from the brightest on; gives where each level begins. */
    private int[] sort(Levels levels, int flip, int[] order) {
        int[] starts = new int[257];
        for (int place = 0; place < order.length; place++) {
            starts[256 - value(levels, flip, place)]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        for (int place = 0; place < order.length; place++) {
            order[next[255 - value(levels, flip, place)]++] = place;
        }
        return starts;
    }

    private int value(Levels levels, int flip, int place) {
        return levels.at(part.x0() + place % columns, part.y0() + place / columns, flip);
    }

    private void flood(int place, int value) {
        int x = place % columns;
        int y = place / columns;
        parent[place] = place;
        x0[place] = x;
        x1[place] = x;
        y0[place] = y;
        y1[place] = y;
        size[place] = 1;
        level[place] = value;
        noted[place] = NONE;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int nx = x + dx;
                int ny = y + dy;
                if (nx >= 0 && nx < columns && ny >= 0 && ny < part.height() && parent[ny * columns + nx] != NONE) {
                    join(root(place), root(ny * columns + nx), value);
                }
            }
        }
    }

    private int root(int place) {
        int at = place;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void join(int a, int b, int value) {
        if (a == b) {
            return;
        }
        int big = size[a] >= size[b] ? a : b;
        int small = big == a ? b : a;
        boolean grows = x0[small] < x0[big] || y0[small] < y0[big] || x1[small] > x1[big] || y1[small] > y1[big];
        note(small, value);
        if (grows) {
            note(big, value);
            x0[big] = Math.min(x0[big], x0[small]);
            y0[big] = Math.min(y0[big], y0[small]);
            x1[big] = Math.max(x1[big], x1[small]);
            y1[big] = Math.max(y1[big], y1[small]);
            level[big] = value;
        }
        parent[small] = big;
        size[big] += size[small];
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
