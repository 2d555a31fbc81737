package org.isocenter.platform.card;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelSource;
import org.isocenter.platform.model.EvaluationReport;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.Stage;

/**
 * What is known of a head.
 *
 * @param head which
 * @param use what it is for and what not
 * @param data the cohort whose split it honours; empty where it was deleted
 * @param labels what it learnt from; empty where they were deleted
 * @param chain its encoders, from the start of the chain to the one that it began with
 * @param report its figures on test patients, beside its baselines
 * @param explanation how its maps are made and passed their check, JSON values; empty where it has none
 * @param pictures of its run that show what it looks at
 * @param steps from draft to where it is, in order
 */
public record ModelCard(
        Head head,
        Use use,
        Optional<Data> data,
        Optional<Labels> labels,
        List<Link> chain,
        EvaluationReport report,
        Map<String, Object> explanation,
        List<Picture> pictures,
        List<HeadStep> steps) {
    public ModelCard {
        chain = List.copyOf(chain);
        explanation = Map.copyOf(explanation);
        pictures = List.copyOf(pictures);
        steps = List.copyOf(steps);
    }

    /**
     * The head itself.
     *
     * @param imageSize side of its view in pixels, 0 where that is not known
     * @param weights SHA-256 of its weights
     */
    public record Head(
            UUID id,
            String name,
            LabelKind task,
            String kind,
            String init,
            List<String> classes,
            int imageSize,
            HeadState state,
            String weights,
            long seed,
            String codeVersion,
            String trainedBy,
            Instant trainedAt) {}

    /**
     * What a head is for and what not.
     *
     * @param intended in the approver's words, or what is known where nobody has said more
     * @param byApprover whether an approver has said so
     * @param limits the approver's first, then what follows from the facts, a sentence each
     */
    public record Use(String intended, boolean byApprover, List<String> limits) {}

    /**
     * A cohort version.
     *
     * @param lost frames that were deleted since it was frozen
     * @param sides of the split, those that have a frame
     * @param modalities number of patients by code, on either side
     * @param scanners the same by manufacturer and model
     * @param sexes the same by sex
     * @param ages least and greatest age in years; empty where no header states one
     */
    public record Data(
            String cohort,
            int version,
            String sha256,
            int lost,
            List<Side> sides,
            List<Group> modalities,
            List<Group> scanners,
            List<Group> sexes,
            Optional<Ages> ages) {}

    /** One side of a split. */
    public record Side(Partition side, int patients, int frames) {}

    /** Patients who have something in common; who has both counts for both. */
    public record Group(String value, int trainPatients, int testPatients) {}

    /** Ages in years. */
    public record Ages(int least, int greatest) {}

    /**
     * A frozen label set.
     *
     * @param labelled number of labelled frames in the set
     * @param sources who brought them, the most first
     * @param used number of labels that went into any choice
     * @param budget how they were to be chosen
     * @param draw what was chosen, JSON values: counts, seed, a hash over the frames
     */
    public record Labels(
            String set,
            int version,
            Optional<String> sha256,
            String scheme,
            LabelKind kind,
            List<String> classes,
            int labelled,
            List<LabelSource> sources,
            int used,
            String budget,
            Map<String, Object> draw) {}

    /**
     * A stage of the chain.
     *
     * @param transductive whether it looked at images of held-back patients, without their labels
     */
    public record Link(
            UUID encoder,
            String name,
            Stage stage,
            String architecture,
            String method,
            Optional<String> cohortSha256,
            boolean transductive,
            long seed,
            String codeVersion,
            String weights,
            Instant madeAt) {}

    /** A picture of the head's run: {@code GET /api/v1/jobs/{job}/pictures/{name}/{step}}. */
    public record Picture(UUID job, String name, long step, String caption) {}
}
