package org.isocenter.training.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.isocenter.training.metric.Means;

/**
 * Frames of which each has a mask of regions.
 *
 * @param regions figures of each frame by region, in the order of the scheme
 * @param names of the regions
 */
record MeasuredMasks(List<List<RegionFigures>> regions, List<String> names) implements Measured {
    static final String HAUSDORFF = "hausdorff95Mm";
    static final String SURFACE = "surfaceDistanceMm";

    MeasuredMasks {
        regions = regions.stream().map(List::copyOf).toList();
        names = List.copyOf(names);
    }

    @Override
    public Map<String, ToDoubleFunction<int[]>> overall() {
        return figures(names.size(), 0);
    }

    @Override
    public Map<String, Map<String, ToDoubleFunction<int[]>>> perClass() {
        Map<String, Map<String, ToDoubleFunction<int[]>>> figures = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
            figures.put(names.get(k), figures(1, k));
        }
        return figures;
    }

    /** Means over so many regions, from one on, and then over frames; lesions are counted over all. */
    private Map<String, ToDoubleFunction<int[]>> figures(int count, int first) {
        double[] dice = perFrame(count, first, RegionFigures::dice);
        double[] iou = perFrame(count, first, RegionFigures::iou);
        double[] hausdorff = perFrame(count, first, RegionFigures::hausdorff95);
        double[] surface = perFrame(count, first, RegionFigures::surfaceDistance);
        double[] found = sums(count, first, each -> each.lesions().found());
        double[] missed = sums(count, first, each -> each.lesions().missed());
        double[] alarms = sums(count, first, each -> each.lesions().falsePositives());
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>();
        figures.put("dice", times -> Means.of(dice, times));
        figures.put("iou", times -> Means.of(iou, times));
        figures.put(HAUSDORFF, times -> Means.of(hausdorff, times));
        figures.put(SURFACE, times -> Means.of(surface, times));
        figures.put("lesionSensitivity", times -> {
            double hits = Means.sum(found, times);
            return hits / (hits + Means.sum(missed, times));
        });
        figures.put("falsePositivesPerImage", times -> Means.of(alarms, times));
        return figures;
    }

    /** The Dice of each frame over all regions. */
    double[] dice() {
        return perFrame(names.size(), 0, RegionFigures::dice);
    }

    private double[] perFrame(int count, int first, ToDoubleFunction<RegionFigures> figure) {
        return regions.stream()
                .mapToDouble(frame -> frame.subList(first, first + count).stream()
                        .mapToDouble(figure)
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    private double[] sums(int count, int first, ToDoubleFunction<RegionFigures> figure) {
        return regions.stream()
                .mapToDouble(frame -> frame.subList(first, first + count).stream()
                        .mapToDouble(figure)
                        .sum())
                .toArray();
    }

    @Override
    public List<String> main() {
        return List.of("dice", "iou");
    }

    @Override
    public MeasuredMasks only(int[] places) {
        return new MeasuredMasks(Arrays.stream(places).mapToObj(regions::get).toList(), names);
    }
}
