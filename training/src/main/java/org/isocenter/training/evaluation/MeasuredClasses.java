package org.isocenter.training.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.isocenter.training.metric.ClassificationFigures;
import org.isocenter.training.metric.DeLong;
import org.isocenter.training.metric.Reliability;
import org.isocenter.training.metric.TemperatureScaling;

/**
 * Frames of which each has exactly one class, or grade.
 *
 * @param label index of the right class of each frame
 * @param p frames x classes, each row adding up to 1
 * @param classes their names
 * @param grades whether the classes have an order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MeasuredClasses(int[] label, double[][] p, List<String> classes, boolean grades)
        implements MeasuredProbabilities {

    private ClassificationFigures figures() {
        return new ClassificationFigures(label, p);
    }

    @Override
    public Map<String, ToDoubleFunction<int[]>> overall() {
        ClassificationFigures all = figures();
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>(all.overall());
        if (grades) {
            figures.putAll(all.grades());
        }
        return figures;
    }

    @Override
    public Map<String, Map<String, ToDoubleFunction<int[]>>> perClass() {
        ClassificationFigures all = figures();
        Map<String, Map<String, ToDoubleFunction<int[]>>> figures = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            figures.put(classes.get(k), all.of(k));
        }
        return figures;
    }

    @Override
    public List<String> main() {
        return grades
                ? List.of("quadraticKappa", "meanAbsoluteError", "auroc", "accuracy")
                : List.of("auroc", "averagePrecision", "balancedAccuracy", "accuracy");
    }

    @Override
    public MeasuredClasses only(int[] places) {
        return with(
                Arrays.stream(places).map(i -> label[i]).toArray(),
                Arrays.stream(places).mapToObj(i -> p[i]).toArray(double[][]::new));
    }

    private MeasuredClasses with(int[] someLabel, double[][] someP) {
        return new MeasuredClasses(someLabel, someP, classes, grades);
    }

    @Override
    public Reliability reliability() {
        return figures().reliability();
    }

    @Override
    public MeasuredClasses calibrated(TemperatureScaling scaling) {
        return with(label, scaling.apply(p));
    }

    @Override
    public Map<String, DeLong> curves(List<String> patients) {
        Map<String, DeLong> curves = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            curves.put(classes.get(k), figures().curve(k, patients));
        }
        return curves;
    }

    /** Whether each frame is decided right. */
    boolean[] right() {
        return figures().right();
    }
}
