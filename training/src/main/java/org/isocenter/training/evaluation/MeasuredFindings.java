package org.isocenter.training.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.isocenter.training.metric.DeLong;
import org.isocenter.training.metric.FindingFigures;
import org.isocenter.training.metric.Reliability;
import org.isocenter.training.metric.TemperatureScaling;

/**
 * Frames of which each may show several findings, or none.
 *
 * @param label frames x findings: 1 there, 0 not there, -1 not known
 * @param p frames x findings, each 0 to 1
 * @param findings their names
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record MeasuredFindings(int[][] label, double[][] p, List<String> findings) implements MeasuredProbabilities {

    private FindingFigures figures() {
        return new FindingFigures(label, p);
    }

    @Override
    public Map<String, ToDoubleFunction<int[]>> overall() {
        return figures().overall();
    }

    @Override
    public Map<String, Map<String, ToDoubleFunction<int[]>>> perClass() {
        FindingFigures all = figures();
        Map<String, Map<String, ToDoubleFunction<int[]>>> figures = new LinkedHashMap<>();
        for (int k = 0; k < findings.size(); k++) {
            figures.put(findings.get(k), all.of(k));
        }
        return figures;
    }

    @Override
    public List<String> main() {
        return List.of("auroc", "averagePrecision", "balancedAccuracy", "f1");
    }

    @Override
    public MeasuredFindings only(int[] places) {
        return new MeasuredFindings(
                Arrays.stream(places).mapToObj(i -> label[i]).toArray(int[][]::new),
                Arrays.stream(places).mapToObj(i -> p[i]).toArray(double[][]::new),
                findings);
    }

    @Override
    public Reliability reliability() {
        return figures().reliability();
    }

    @Override
    public MeasuredFindings calibrated(TemperatureScaling scaling) {
        return new MeasuredFindings(label, scaling.applyToFindings(p), findings);
    }

    @Override
    public Map<String, DeLong> curves(List<String> patients) {
        Map<String, DeLong> curves = new LinkedHashMap<>();
        for (int k = 0; k < findings.size(); k++) {
            curves.put(findings.get(k), figures().curve(k, patients));
        }
        return curves;
    }
}
