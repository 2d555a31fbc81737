package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.Parameters;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.worker.OpenHead.Answer;

/** Asks a head about one image that is not kept: its frames never enter the frame cache, and its answer names no image. */
@ApplicationScoped
class PredictOnceHandler implements JobHandler {
    private final Holdings holdings;
    private final OpenModels models;
    private final FrameReader reader;
    private final TrainingConfig config;

    PredictOnceHandler(Holdings holdings, OpenModels models, FrameReader reader, TrainingConfig config) {
        this.holdings = holdings;
        this.models = models;
        this.reader = reader;
        this.config = config;
    }

    /**
     * The parameters.
     *
     * @param head what answers
     * @param blob the de-identified object, which goes with the job
     * @param frames how many it has
     * @param modality what made it
     * @param evenIf whether it answers where it would abstain
     */
    private record Plan(UUID head, BlobKey blob, int frames, Modality modality, boolean evenIf) {
        static Plan of(Map<String, Object> values) {
            Parameters parameters = new Parameters(values);
            return new Plan(
                    parameters.id("head"),
                    new BlobKey(parameters.text("blob").orElseThrow()),
                    parameters.integer("frames", 1, Integer.MAX_VALUE, 1),
                    new Modality(parameters.text("modality").orElseThrow()),
                    parameters.flag("evenIfAbstaining", false));
        }
    }

    @Override
    public JobKind kind() {
        return JobKind.PREDICT_ONCE;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        Plan plan = Plan.of(run.job().parameters());
        HeadVersion head = holdings.headInUse(run.job().project(), plan.head());
        int cap = CohortFrames.cap(config, HeadFiles.imageSize(head));
        FramesInMemory images = FramesInMemory.read(reader, plan.blob(), plan.frames(), cap);
        run.obey();
        return models.head(head, open -> answer(plan, images, open));
    }

    private static Map<String, Object> answer(Plan plan, FramesInMemory images, OpenHead open) {
        List<Answer> answers =
                open.ask(images, Collections.nCopies(plan.frames(), plan.modality()), false, plan.evenIf());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "predictions",
                IntStream.range(0, plan.frames())
                        .mapToObj(i -> Predictions.unnamed(i, answers.get(i), images.frame(i)))
                        .toList());
        result.putAll(open.terms());
        return result;
    }
}
