package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;

/** The parts of an ultrasound picture that are image, by its header (PS3.3 C.8.5.5); devices write around them. */
final class UltrasoundRegions {
    private static final int REGIONS = 0x00186011;
    private static final int MIN_X = 0x00186018;
    private static final int MIN_Y = 0x0018601A;
    private static final int MAX_X = 0x0018601C;
    private static final int MAX_Y = 0x0018601E;

    private UltrasoundRegions() {}

    /** Rectangles that together cover all but the regions; none where no region has a place. */
    static List<Area> outside(Dataset dataset) {
        List<Area> regions = dataset.items(REGIONS).stream()
                .map(UltrasoundRegions::area)
                .filter(area -> area.width() > 0 && area.height() > 0)
                .toList();
        if (regions.isEmpty()) {
            return List.of();
        }
        int rows = dataset.integer(Tag.ROWS).orElse(0);
        int columns = dataset.integer(Tag.COLUMNS).orElse(0);
        int[] edges = IntStream.concat(
                        IntStream.of(0, rows),
                        regions.stream().flatMapToInt(area -> IntStream.of(area.y0(), area.y1())))
                .filter(y -> y >= 0 && y <= rows)
                .distinct()
                .sorted()
                .toArray();
        List<Area> outside = new ArrayList<>();
        for (int i = 0; i + 1 < edges.length; i++) {
            outside.addAll(strip(regions, edges[i], edges[i + 1], columns));
        }
        return outside;
    }

    /** What no region covers between two rows, where each region covers all of these rows or none. */
    private static List<Area> strip(List<Area> regions, int y0, int y1, int columns) {
        List<Area> within = regions.stream()
                .filter(area -> area.y0() <= y0 && area.y1() >= y1)
                .sorted((a, b) -> Integer.compare(a.x0(), b.x0()))
                .toList();
        List<Area> gaps = new ArrayList<>();
        int from = 0;
        for (Area region : within) {
            if (region.x0() > from) {
                gaps.add(new Area(from, y0, region.x0(), y1));
            }
            from = Math.max(from, region.x1());
        }
        if (from < columns) {
            gaps.add(new Area(from, y0, columns, y1));
        }
        return gaps;
    }

    private static Area area(Dataset region) {
        return new Area(
                region.integer(MIN_X).orElse(0),
                region.integer(MIN_Y).orElse(0),
                region.integer(MAX_X).orElse(-1) + 1,
                region.integer(MAX_Y).orElse(-1) + 1);
    }
}
