package org.isocenter.training.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.isocenter.platform.model.MetricValue;

/** The figures of a classification head, each with its interval over patients. */
public final class ClassificationMetrics {

    /**
     * Macro AUROC, macro average precision, balanced accuracy and accuracy.
     *
     * @param patients one per sample
     * @param label the right class of each sample
     * @param scores samples x classes, higher is more likely
     */
    public static Map<String, MetricValue> of(
            List<String> patients, int[] label, double[][] scores, PatientBootstrap bootstrap) {
        Map<String, MetricValue> metrics = new LinkedHashMap<>();
        put(metrics, "auroc", patients, label, scores, bootstrap, Ranking::macroAuroc);
        put(metrics, "averagePrecision", patients, label, scores, bootstrap, Ranking::macroAveragePrecision);
        put(metrics, "balancedAccuracy", patients, label, scores, bootstrap, Decisions::balancedAccuracy);
        put(metrics, "accuracy", patients, label, scores, bootstrap, Decisions::accuracy);
        return metrics;
    }

    private static void put(
            Map<String, MetricValue> metrics,
            String name,
            List<String> patients,
            int[] label,
            double[][] scores,
            PatientBootstrap bootstrap,
            ToDoubleBiFunction<int[], double[][]> measure) {
        MetricValue value = bootstrap.interval(
                patients,
                places -> measure.applyAsDouble(
                        Arrays.stream(places).map(i -> label[i]).toArray(),
                        Arrays.stream(places).mapToObj(i -> scores[i]).toArray(double[][]::new)));
        if (Double.isFinite(value.value())) {
            metrics.put(name, value);
        }
    }

    private ClassificationMetrics() {}
}
