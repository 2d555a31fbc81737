package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins glyphs that stand in a row: of like height and contrast, on one line, a letter's distance apart. */
final class TextLines {
    private static final int LOWEST_GLYPH = 4;
    private static final int LOWEST_LINE = 5;

    private final List<Glyph> glyphs;
    private final int[] next;

    private TextLines(List<Glyph> glyphs) {
        this.glyphs = glyphs;
        next = new int[glyphs.size()];
        Arrays.setAll(next, i -> i);
    }

    /** The rows among glyphs, each wider than high. */
    static List<TextLine> of(Levels levels, List<Glyph> all, int flip) {
        TextLines lines = new TextLines(all.stream()
                .filter(glyph -> glyph.area().height() >= LOWEST_GLYPH)
                .sorted(Comparator.comparingInt(glyph -> glyph.area().x0()))
                .toList());
        lines.join();
        return lines.rows().stream()
                .filter(row -> row.size() > 1)
                .map(row -> TextLine.of(levels, row, flip))
                .filter(line -> line.area().height() >= LOWEST_LINE
                        && line.area().width() >= 1.6 * line.area().height())
                .toList();
    }

    private void join() {
        for (int i = 0; i < next.length; i++) {
            Area area = glyphs.get(i).area();
            int reach = area.x1() + (int) (1.2 * ExtremalRegions.TALLEST) + 1;
            for (int j = i + 1; j < next.length && glyphs.get(j).area().x0() <= reach; j++) {
                if (follow(glyphs.get(i), glyphs.get(j))) {
                    next[root(i)] = root(j);
                }
            }
        }
    }

    private int root(int glyph) {
        int at = glyph;
        while (next[at] != at) {
            next[at] = next[next[at]];
            at = next[at];
        }
        return at;
    }

    private Collection<List<Glyph>> rows() {
        Map<Integer, List<Glyph>> rows = new LinkedHashMap<>();
        for (int i = 0; i < next.length; i++) {
            rows.computeIfAbsent(root(i), root -> new ArrayList<>()).add(glyphs.get(i));
        }
        return rows.values();
    }

    private static boolean follow(Glyph left, Glyph right) {
        Area a = left.area();
        Area b = right.area();
        int taller = Math.max(a.height(), b.height());
        int lower = Math.min(a.height(), b.height());
        int slack = 1 + taller / 8;
        boolean level = Math.abs(a.y0() - b.y0()) <= slack || Math.abs(a.y1() - b.y1()) <= slack;
        int overlap = Math.min(a.y1(), b.y1()) - Math.max(a.y0(), b.y0());
        int fainter = Math.min(left.contrast(), right.contrast());
        int clearer = Math.max(left.contrast(), right.contrast());
        return level
                && taller <= 1.8 * lower + 1
                && overlap >= 0.6 * lower
                && b.x0() - a.x1() <= 1.2 * taller
                && fainter >= 0.3 * clearer
                && Math.abs(left.level() - right.level()) <= 0.7 * clearer;
    }
}
