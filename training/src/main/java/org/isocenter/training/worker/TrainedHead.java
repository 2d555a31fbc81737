package org.isocenter.training.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.training.evaluation.HeadReport;

/**
 * A head that is trained and measured, but not registered yet.
 *
 * @param id it will be registered under
 * @param start the encoder it began with
 * @param actOnFlags whether flagged training images were left out
 * @param weights in the store
 * @param predictions in the store
 * @param explanation how its maps are made and passed their check, JSON values; empty where it has none
 * @param recipe it was made by
 * @param draw the labelled images it learnt from, JSON values
 * @param training how it learnt from them, JSON values; empty where there is nothing to say
 * @param report what it reached
 */
record TrainedHead(
        UUID id,
        EncoderVersion start,
        boolean actOnFlags,
        BlobKey weights,
        BlobKey predictions,
        Map<String, Object> explanation,
        HeadRecipe recipe,
        Map<String, Object> draw,
        Map<String, Object> training,
        HeadReport report) {

    /** Its part of the job's result, JSON values. */
    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", id.toString());
        result.put("task", report.task().name().toLowerCase(java.util.Locale.ROOT));
        result.put("kind", report.kind());
        result.put("init", report.init());
        result.put("imageSize", recipe.imageSize());
        result.put("choice", recipe.choice());
        result.put("trainLabels", report.trainLabels());
        result.put("actOnFlags", actOnFlags);
        result.put("metrics", metrics(report.metrics()));
        if (!explanation.isEmpty()) {
            result.put(HeadPictures.EXPLANATION, explanation);
        }
        return result;
    }

    /** Metrics as JSON values. */
    static Map<String, Object> metrics(Map<String, MetricValue> metrics) {
        Map<String, Object> values = new TreeMap<>();
        metrics.forEach((name, metric) ->
                values.put(name, Map.of("value", metric.value(), "low", metric.low(), "high", metric.high())));
        return values;
    }
}
