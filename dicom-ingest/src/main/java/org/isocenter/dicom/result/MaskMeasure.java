package org.isocenter.dicom.result;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Area and axes of what was drawn of one class on one image. The axes are those of its largest connected part, from the outer edges of its pixels.
 *
 * @param area of all parts, in mm² or pixels
 * @param longAxis greatest distance of two points of the largest part, in mm or pixels
 * @param shortAxis extent of that part across its long axis, in mm or pixels
 * @param parts how many connected parts there are, diagonal neighbours being connected
 */
record MaskMeasure(double area, double longAxis, double shortAxis, int parts) {

    private record Point(double x, double y) {
        double cross(Point a, Point b) {
            return (a.x - x) * (b.y - y) - (a.y - y) * (b.x - x);
        }

        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    /**
     * Measures a class, which was drawn.
     *
     * @param mask row-major labels
     * @param label of the class
     * @param rowStep distance between rows
     * @param columnStep distance between columns
     */
    static MaskMeasure of(byte[] mask, int columns, int label, double rowStep, double columnStep) {
        boolean[] seen = new boolean[mask.length];
        List<Integer> largest = List.of();
        int pixels = 0;
        int parts = 0;
        for (int i = 0; i < mask.length; i++) {
            if ((mask[i] & 0xff) == label && !seen[i]) {
                List<Integer> part = part(mask, columns, i, seen);
                pixels += part.size();
                parts++;
                largest = part.size() > largest.size() ? part : largest;
            }
        }
        List<Point> hull = hull(corners(largest, columns, rowStep, columnStep));
        Point from = hull.get(0);
        Point to = hull.get(0);
        for (Point a : hull) {
            for (Point b : hull) {
                if (a.distance(b) > from.distance(to)) {
                    from = a;
                    to = b;
                }
            }
        }
        return new MaskMeasure(pixels * rowStep * columnStep, from.distance(to), across(hull, from, to), parts);
    }

    private static List<Integer> part(byte[] mask, int columns, int start, boolean[] seen) {
        int rows = mask.length / columns;
        List<Integer> part = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!open.isEmpty()) {
            int at = open.pop();
            part.add(at);
            for (int row = Math.max(0, at / columns - 1); row <= Math.min(rows - 1, at / columns + 1); row++) {
                for (int column = Math.max(0, at % columns - 1);
                        column <= Math.min(columns - 1, at % columns + 1);
                        column++) {
                    int next = row * columns + column;
                    if (!seen[next] && mask[next] == mask[start]) {
                        seen[next] = true;
                        open.push(next);
                    }
                }
            }
        }
        return part;
    }

    private static List<Point> corners(List<Integer> part, int columns, double rowStep, double columnStep) {
        List<Point> corners = new ArrayList<>(4 * part.size());
        for (int at : part) {
            for (int corner = 0; corner < 4; corner++) {
                corners.add(new Point(
                        (at % columns + (corner & 1)) * columnStep, (double) (at / columns + (corner >> 1)) * rowStep));
            }
        }
        return corners;
    }

    /** The convex hull by Andrew's monotone chain. */
    private static List<Point> hull(List<Point> points) {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
        List<Point> hull = chain(sorted);
        Collections.reverse(sorted);
        hull.addAll(chain(sorted));
        return hull;
    }

    private static List<Point> chain(List<Point> points) {
        List<Point> chain = new ArrayList<>();
        for (Point point : points) {
            while (chain.size() > 1 && chain.get(chain.size() - 2).cross(chain.get(chain.size() - 1), point) <= 0) {
                chain.remove(chain.size() - 1);
            }
            chain.add(point);
        }
        return chain;
    }

    private static double across(List<Point> hull, Point from, Point to) {
        double least = 0;
        double most = 0;
        for (Point point : hull) {
            double aside = from.cross(to, point) / from.distance(to);
            least = Math.min(least, aside);
            most = Math.max(most, aside);
        }
        return most - least;
    }
}
