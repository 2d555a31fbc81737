package org.isocenter.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.finetune.ClassificationHead;
import org.isocenter.training.metric.ClassificationFigures;
import org.isocenter.training.metric.PatientBootstrap;

/**
 * Measures a classification head on the test patients.
 *
 * @param bootstrap of the intervals; the same for all heads, so that their draws are paired
 */
public record ClassificationEvaluation(PatientBootstrap bootstrap) {

    /** All figures with intervals, and the prediction for every test frame. */
    public HeadReport of(ClassificationHead head, HeadName name, TestSet test) {
        double[][] p = head.probabilities(test.frames());
        int[] truth = test.classes();
        List<String> classes = test.labels().scheme().classes();
        List<Prediction> predictions = IntStream.range(0, truth.length)
                .mapToObj(i -> new Prediction(
                        test.members().get(i).frame(),
                        test.members().get(i).patient(),
                        classes.get(truth[i]),
                        named(classes, p[i]),
                        new byte[0],
                        p[i][truth[i]]))
                .toList();
        return new HeadReport(
                LabelKind.CLASSIFICATION,
                name.kind(),
                name.init(),
                name.trainLabels(),
                bootstrap.intervals(test.patients(), new ClassificationFigures(truth, p).overall()),
                test.patientCount(),
                predictions);
    }

    private static Map<String, Double> named(List<String> classes, double[] p) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int k = 0; k < p.length; k++) {
            named.put(classes.get(k), p[k]);
        }
        return named;
    }
}
