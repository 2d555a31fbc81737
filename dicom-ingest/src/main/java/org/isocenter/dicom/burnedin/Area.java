package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.imaging.Frame;

/**
 * A rectangle of pixels.
 *
 * @param x0 first column
 * @param y0 first row
 * @param x1 column after the last
 * @param y1 row after the last
 */
public record Area(int x0, int y0, int x1, int y1) {

    public int width() {
        return x1 - x0;
    }

    public int height() {
        return y1 - y0;
    }

    /** The smallest rectangle that holds both. */
    Area with(Area other) {
        return new Area(Math.min(x0, other.x0), Math.min(y0, other.y0), Math.max(x1, other.x1), Math.max(y1, other.y1));
    }

    /** The same, wider by some pixels on every side as far as a frame reaches. */
    Area grown(int by, int rows, int columns) {
        return new Area(
                Math.max(0, x0 - by), Math.max(0, y0 - by), Math.min(columns, x1 + by), Math.min(rows, y1 + by));
    }

    boolean overlaps(Area other) {
        return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
    }

    /** Whether this is at least a pixel and nowhere beyond a frame. */
    public boolean liesIn(Frame frame) {
        return x0 >= 0 && y0 >= 0 && x0 < x1 && y0 < y1 && x1 <= frame.columns() && y1 <= frame.rows();
    }

    /** Whether a frame has one value throughout here, as far as it reaches. */
    boolean isEmpty(Frame frame) {
        for (int row = Math.max(0, y0); row < Math.min(y1, frame.rows()); row++) {
            for (int column = Math.max(0, x0); column < Math.min(x1, frame.columns()); column++) {
                for (int sample = 0; sample < frame.samples(); sample++) {
                    if (frame.value(row, column, sample) != frame.value(y0, x0, sample)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The same areas, with those that overlap made one. */
    static List<Area> merged(List<Area> areas) {
        List<Area> merged = new ArrayList<>();
        for (Area area : areas) {
            Area whole = area;
            for (int i = 0; i < merged.size(); i++) {
                if (merged.get(i).overlaps(whole)) {
                    whole = whole.with(merged.remove(i));
                    i = -1;
                }
            }
            merged.add(whole);
        }
        return merged;
    }
}
