package org.isocenter.training.worker;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.picture.ReliabilityPicture;

/** Keeps a picture of how far a head's probabilities can be taken at their word. */
final class Reliabilities {
    /** What such a picture is named after. */
    static final String RELIABILITY = "reliability";

    private static final String ERROR = "ece";

    private Reliabilities() {}

    /**
     * Draws and keeps the picture of a head for classes; of masks there is none.
     *
     * @param name of the picture
     */
    static void keep(String name, HeadReport report, BlobStore blobs, JobRun run) {
        report.evidence()
                .calibration()
                .ifPresent(calibration -> run.picture(new JobPicture(
                        0,
                        name,
                        caption(calibration, report.metrics()),
                        List.of(),
                        blobs.put(new ReliabilityPicture(calibration.bins(), calibration.calibratedBins()).png()))));
    }

    private static String caption(Calibration calibration, Map<String, MetricValue> metrics) {
        String plain =
                "Of the images on which the head said a probability, the share on which it came true; on the dashed line a head can be taken at its word. Calibration error %s."
                        .formatted(shown(metrics));
        return calibration
                .temperature()
                .map(temperature -> plain
                        + String.format(
                                Locale.ROOT,
                                " With temperature %.2f (%s) %s.",
                                temperature,
                                calibration.how(),
                                shown(calibration.calibrated())))
                .orElseGet(() -> plain + " Not calibrated: " + calibration.how() + ".");
    }

    private static String shown(Map<String, MetricValue> metrics) {
        MetricValue error = metrics.get(ERROR);
        return error == null
                ? "unknown"
                : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", error.value(), error.low(), error.high());
    }
}
