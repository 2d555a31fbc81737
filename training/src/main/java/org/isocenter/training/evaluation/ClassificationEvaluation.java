package org.isocenter.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.training.finetune.ClassificationHead;
import org.isocenter.training.metric.PatientBootstrap;
import org.isocenter.training.metric.TemperatureScaling;

/**
 * Measures a head for classes, findings or grades on the test patients.
 *
 * @param bootstrap of the intervals; the same for all heads, so that their draws are paired
 * @param known of the test frames beside their labels
 */
public record ClassificationEvaluation(PatientBootstrap bootstrap, Circumstances known) {

    private static final Set<String> OF_PROBABILITIES = Set.of("brier", "logLoss", "ece");

    /**
     * All figures with intervals, and the prediction for every test frame.
     *
     * @param temperature of the head
     */
    public HeadReport of(ClassificationHead head, HeadName name, TestSet test, FittedTemperature temperature) {
        double[][] p = head.probabilities(test.frames());
        MeasuredProbabilities measured = test.scheme().kind() == LabelKind.MULTI_LABEL
                ? new MeasuredFindings(test.findings(), p, test.classNames())
                : new MeasuredClasses(
                        test.classes(), p, test.classNames(), test.scheme().kind() == LabelKind.ORDINAL);
        return new HeadReport(
                test.scheme().kind(),
                name.kind(),
                name.init(),
                name.trainLabels(),
                bootstrap.intervals(test.patients(), measured.overall()),
                new Evidences(bootstrap, test, known)
                        .of(measured, Optional.of(calibration(measured, temperature, test)), List.of()),
                test.patientCount(),
                predictions(test, p),
                measured);
    }

    private Calibration calibration(MeasuredProbabilities measured, FittedTemperature fitted, TestSet test) {
        Optional<MeasuredProbabilities> calibrated =
                fitted.value().map(TemperatureScaling::new).map(measured::calibrated);
        return new Calibration(
                fitted.value(),
                fitted.labels(),
                fitted.how(),
                calibrated.map(each -> figures(each, test)).orElse(Map.of()),
                measured.reliability().bins(),
                calibrated.map(each -> each.reliability().bins()).orElse(List.of()));
    }

    private Map<String, MetricValue> figures(Measured calibrated, TestSet test) {
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>(calibrated.overall());
        figures.keySet().retainAll(OF_PROBABILITIES);
        return bootstrap.intervals(test.patients(), figures);
    }

    private static List<Prediction> predictions(TestSet test, double[][] p) {
        List<String> classes = test.classNames();
        return IntStream.range(0, p.length)
                .mapToObj(i -> new Prediction(
                        test.members().get(i).frame(),
                        test.members().get(i).patient(),
                        String.join(";", test.label(test.members().get(i)).classes()),
                        named(classes, p[i]),
                        new byte[0],
                        score(test, i, p[i])))
                .toList();
    }

    /** Probability of what is true: of the right class, or on average over the findings that are known. */
    private static double score(TestSet test, int place, double[] p) {
        if (test.scheme().kind() != LabelKind.MULTI_LABEL) {
            return p[test.classes()[place]];
        }
        int[] truth = test.findings()[place];
        return IntStream.range(0, p.length)
                .filter(k -> truth[k] >= 0)
                .mapToDouble(k -> truth[k] == 1 ? p[k] : 1 - p[k])
                .average()
                .orElse(Double.NaN);
    }

    private static Map<String, Double> named(List<String> classes, double[] p) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int k = 0; k < p.length; k++) {
            named.put(classes.get(k), p[k]);
        }
        return named;
    }
}
