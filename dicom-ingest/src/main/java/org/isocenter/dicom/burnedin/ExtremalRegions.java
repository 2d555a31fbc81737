package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Floods a part of a picture from its brightest level down and notes every region whose extent holds over many levels
 * (Matas et al., "Robust wide-baseline stereo from maximally stable extremal regions", 2002; for letters Neumann and
 * Matas, "Real-time scene text localization and recognition", 2012). Regions are kept in a table of their own, since there
 * are far fewer of them than pixels.
 */
final class ExtremalRegions {
    static final int TALLEST = 48;
    private static final int WIDEST = 400;
    private static final int LEAST_CONTRAST = 14;
    private static final int NONE = -1;

    /** Fields of a region in the table, one beside the other because they are read together. */
    private static final int PARENT = 0;

    private static final int X0 = 1;
    private static final int Y0 = 2;
    private static final int X1 = 3;
    private static final int Y1 = 4;
    private static final int SIZE = 5;
    /** The level from which on a region has its extent. */
    private static final int LEVEL = 6;
    /** Its place among the glyphs. */
    private static final int NOTED = 7;

    private static final int FIELDS = 8;

    private final Area part;
    private final int columns;
    /** How far each neighbour of a place lies from it. */
    private final int[] beside;
    /** Where the region that a pixel went to begins in the table; one pixel wider than the part on each side. */
    private final int[] taken;
    /** Which neighbours of a pixel went to a region, a bit each. */
    private final byte[] around;

    private final List<Glyph> glyphs = new ArrayList<>();
    private int[] table = new int[1024 * FIELDS];
    private int end = FIELDS; // what begins at 0 is no region

    private ExtremalRegions(Area part) {
        this.part = part;
        columns = part.width() + 2;
        beside = Neighbours.offsets(columns);
        taken = new int[columns * (part.height() + 2)];
        around = new byte[taken.length];
    }

    /** Regions of a letter's size in a part of a picture, seen bright on dark ({@code flip} 0) or dark on bright (255). */
    static List<Glyph> in(Area part, LevelOrder order, int flip) {
        ExtremalRegions regions = new ExtremalRegions(part);
        for (int value = 255; value >= 0; value--) {
            int level = value ^ flip;
            for (int i = order.start(level); i < order.end(level); i++) {
                regions.flood(order.y(i), order.x(i), value);
            }
        }
        return regions.glyphs;
    }

    /** Gives a pixel to the regions that it touches, which become one, or makes it a region. */
    private void flood(int y, int x, int value) {
        int place = (y + 1) * columns + x + 1;
        int region = 0;
        for (int touched = Neighbours.ofEachGroup(around[place]); touched != 0; touched >>>= 4) {
            int other = root(taken[place + beside[touched & 7]]);
            region = region == 0 || region == other ? other : joined(region, other, value);
        }
        if (region == 0) {
            region = made(x, y, value);
        } else {
            table[region + SIZE]++;
            grow(region, x, y, x, y, value);
        }
        taken[place] = region;
        for (int i = 0; i < 8; i++) {
            around[place - beside[i]] |= (byte) (1 << i);
        }
    }

    private int root(int region) {
        int at = region;
        int up = table[at + PARENT];
        while (up != at) {
            int next = table[up + PARENT];
            table[at + PARENT] = next;
            at = next;
            up = table[at + PARENT];
        }
        return at;
    }

    private int made(int x, int y, int value) {
        if (end == table.length) {
            table = Arrays.copyOf(table, 2 * table.length);
        }
        int region = end;
        end += FIELDS;
        table[region + PARENT] = region;
        table[region + X0] = x;
        table[region + Y0] = y;
        table[region + X1] = x;
        table[region + Y1] = y;
        table[region + SIZE] = 1;
        table[region + LEVEL] = value;
        table[region + NOTED] = NONE;
        return region;
    }

    private int joined(int a, int b, int value) {
        int big = table[a + SIZE] >= table[b + SIZE] ? a : b;
        int small = big == a ? b : a;
        note(small, value);
        grow(big, table[small + X0], table[small + Y0], table[small + X1], table[small + Y1], value);
        table[small + PARENT] = big;
        table[big + SIZE] += table[small + SIZE];
        return big;
    }

    private void grow(int region, int left, int top, int right, int bottom, int value) {
        if (left < table[region + X0]
                || top < table[region + Y0]
                || right > table[region + X1]
                || bottom > table[region + Y1]) {
            note(region, value);
            table[region + X0] = Math.min(table[region + X0], left);
            table[region + Y0] = Math.min(table[region + Y0], top);
            table[region + X1] = Math.max(table[region + X1], right);
            table[region + Y1] = Math.max(table[region + Y1], bottom);
            table[region + LEVEL] = value;
        }
    }

    /** Keeps a region that is about to grow, where it held its extent long enough; of nested ones the clearest. */
    private void note(int region, int value) {
        int contrast = table[region + LEVEL] - value;
        int width = table[region + X1] - table[region + X0] + 1;
        int height = table[region + Y1] - table[region + Y0] + 1;
        if (contrast < LEAST_CONTRAST || height > TALLEST || width > WIDEST) {
            return;
        }
        int left = part.x0() + table[region + X0];
        int top = part.y0() + table[region + Y0];
        Area area = new Area(left, top, left + width, top + height);
        Glyph glyph = new Glyph(area, table[region + LEVEL], value);
        int before = table[region + NOTED];
        if (before != NONE && isNearly(glyphs.get(before).area(), area)) {
            if (glyphs.get(before).contrast() < glyph.contrast()) {
                glyphs.set(before, glyph);
            }
        } else {
            table[region + NOTED] = glyphs.size();
            glyphs.add(glyph);
        }
    }

    private static boolean isNearly(Area inner, Area outer) {
        return outer.width() <= inner.width() + 2 && outer.height() <= inner.height() + 2;
    }
}
