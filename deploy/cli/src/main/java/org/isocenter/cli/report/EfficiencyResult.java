package org.isocenter.cli.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What heads reach at rising budgets of labels.
 *
 * @param metric name of the figure, such as {@code auroc}
 * @param task {@code classification}, {@code ordinal} or {@code segmentation}
 * @param cells a head each
 * @param summary a point of a curve each
 * @param differences between encoders at the same budgets, draw by draw on the same patients and label subsets
 * @param origin what the figures were made from: cohort hash, label set, encoders, seeds, code version
 * @param picture the curves as a file, SVG
 */
public record EfficiencyResult(
        String metric,
        String task,
        List<Cell> cells,
        List<Point> summary,
        List<Difference> differences,
        Map<String, Object> origin,
        String picture) {
    public EfficiencyResult {
        cells = List.copyOf(cells);
        summary = List.copyOf(summary);
        differences = List.copyOf(differences);
    }

    /**
     * One head.
     *
     * @param budget labels per class, or in all for masks; {@code all} for every label of the training patients
     * @param seed of the draw of the labels
     * @param init {@code random}, {@code imagenet} or {@code chain}
     * @param mode {@code frozen} or {@code finetuned}
     * @param metric name of the figure
     * @param value on the test patients
     * @param low end of its 95 % interval over patients
     * @param high the other end
     * @param head its identifier
     */
    public record Cell(
            String budget,
            int seed,
            String init,
            String mode,
            String metric,
            double value,
            double low,
            double high,
            String head) {}

    /**
     * The mean over seeds.
     *
     * @param budget as in a cell
     * @param init as in a cell
     * @param mode as in a cell
     * @param seeds how many
     * @param mean over them
     * @param low end of the 95 % interval over seeds and patients
     * @param high the other end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(String budget, String init, String mode, int seeds, double mean, double low, double high) {}

    /**
     * How much one encoder is ahead of another.
     *
     * @param budget as in a cell
     * @param mode as in a cell
     * @param init the one
     * @param against the other
     * @param mean over the seeds that both have
     * @param low end of the 95 % interval of the paired difference, over seeds and patients
     * @param high the other end
     * @param surely whether the interval lies on one side of 0; null where there is one seed only
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String budget,
            String mode,
            String init,
            String against,
            double mean,
            double low,
            double high,
            @Nullable Boolean surely) {}
}
