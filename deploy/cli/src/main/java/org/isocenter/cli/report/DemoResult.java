package org.isocenter.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.model.MetricValue;
import org.jspecify.annotations.Nullable;

/**
 * All that a demonstration found. Written as JSON it is the document of {@code demo --json}; the page is drawn from it.
 *
 * @param project the project's name
 * @param seed repeats the run
 * @param version of the code
 * @param data what was looked at, in a few words
 * @param cohort the frozen selection and its split
 * @param labelSets the frozen labels
 * @param ingest what became of the objects sent
 * @param curation how many flags were raised
 * @param planted how the flags met what was planted; empty for a user's own data, where nobody knows
 * @param lineage the chain of encoders, the oldest first
 * @param pretraining the self-supervised stages
 * @param heads every head with its figures on test patients
 * @param audit the trail, verified offline
 * @param missing what this run does not show, and how to add it
 * @param report path of the page
 * @param seconds from the first step to the last
 * @param broken files that could not be taken in, each with its reason; told to the person who waits and not in the JSON,
 *     since a file's name may say whose it is
 * @param gallery pictures and curves for the page; not in the JSON
 */
public record DemoResult(
        String project,
        long seed,
        String version,
        String data,
        Cohort cohort,
        List<Labels> labelSets,
        Ingest ingest,
        Curation curation,
        List<PlantedKind> planted,
        List<Link> lineage,
        List<Stage> pretraining,
        List<Head> heads,
        Audit audit,
        List<Missing> missing,
        String report,
        double seconds,
        @JsonIgnore List<String> broken,
        @JsonIgnore Gallery gallery) {

    public DemoResult {
        labelSets = List.copyOf(labelSets);
        planted = List.copyOf(planted);
        lineage = List.copyOf(lineage);
        pretraining = List.copyOf(pretraining);
        heads = List.copyOf(heads);
        missing = List.copyOf(missing);
        broken = List.copyOf(broken);
    }

    /** Whether all that was asked for was done: every file taken in, the trail verified. */
    public boolean done() {
        return audit.verified() && broken.isEmpty();
    }

    /**
     * A frozen cohort version.
     *
     * @param name of the cohort
     * @param number of the version
     * @param sha256 of its members and their sides
     * @param frames by side: {@code TRAIN}, {@code VAL}, {@code TEST}, {@code UNLABELLED}
     * @param patients by side
     */
    public record Cohort(
            String name, int number, String sha256, Map<String, Integer> frames, Map<String, Integer> patients) {}

    /** A frozen label set: name, version, number of labelled frames, hash. */
    public record Labels(String name, int version, int labelled, String sha256) {}

    /** Counts of objects. */
    public record Ingest(long received, long stored, long duplicates, long quarantined) {}

    /** Number of flags, in all and by issue. */
    public record Curation(int flagged, Map<String, Integer> byIssue) {}

    /**
     * A link of the chain of encoders.
     *
     * @param id its identifier
     * @param name for people
     * @param stage {@code RANDOM}, {@code IMAGENET}, {@code IN_DOMAIN}
     * @param method such as {@code simclr}, or {@code import}
     * @param architecture a torchvision or timm name
     * @param sha256 of the weights
     */
    public record Link(String id, String name, String stage, String method, String architecture, String sha256) {}

    /**
     * A self-supervised stage.
     *
     * @param stage its place in the chain
     * @param method such as {@code simclr}
     * @param encoder the encoder it made
     * @param parent the encoder it started from; null for random weights
     * @param images number of different images
     * @param imagesSeen images times epochs
     * @param relativeChange of the weights from the parent's, as a share of their norm
     * @param featureChange of the representations from the parent's; null where it was not measured
     * @param knn the probe after each epoch; empty without labels
     * @param transductive whether images of held-back patients were looked at; null in results of earlier versions
     * @param moved false where the change is below 1e-3, which is no stage
     */
    public record Stage(
            String stage,
            String method,
            String encoder,
            @Nullable String parent,
            int images,
            long imagesSeen,
            int epochs,
            long steps,
            double firstLoss,
            double lastLoss,
            double relativeChange,
            @Nullable Double featureChange,
            double imagesPerSecond,
            List<Double> knn,
            @Nullable Boolean transductive,
            boolean moved) {}

    /**
     * A head on the test patients.
     *
     * @param task {@code classification} or {@code segmentation}
     * @param kind {@code linear}, {@code finetuned} or {@code decoder}
     * @param init {@code random}, {@code imagenet} or {@code chain}
     * @param trainLabels every label used for any choice
     * @param actOnFlags whether flagged training rows were left out
     * @param metrics by name, with intervals over patients
     */
    public record Head(
            String task,
            String kind,
            String init,
            int trainLabels,
            boolean actOnFlags,
            Map<String, MetricValue> metrics) {

        private static final List<String> PLAINEST_FIRST = List.of("linear", "decoder", "finetuned");

        /**
         * The head that speaks for a task and initialisation: the plainest one that does not act on flags, so a linear
         * head for classes and a decoder for masks. It is chosen by this rule alone, never by its figures: the best of
         * several on test patients would promise more than it keeps.
         */
        public static Optional<Head> plainest(List<Head> heads, String task, String init) {
            return PLAINEST_FIRST.stream()
                    .flatMap(kind -> heads.stream().filter(head -> head.kind().equals(kind)))
                    .filter(head -> head.task().equals(task) && head.init().equals(init) && !head.actOnFlags())
                    .findFirst();
        }

        /** The name of the figure that speaks for a task. */
        public static String mainMetric(String task) {
            return task.equals("segmentation") ? "dice" : "auroc";
        }

        /** A figure by its name. */
        public Optional<MetricValue> metric(String name) {
            return Optional.ofNullable(metrics.get(name));
        }
    }

    /** The trail: number of events, whether it verified, the latest signed root in hexadecimal. */
    public record Audit(long events, boolean verified, String root) {}

    /** Something the run does not show, and what to do to see it. */
    public record Missing(String what, String how) {}
}
