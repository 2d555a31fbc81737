package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.worker.OpenHead.Answer;

/** Asks a registered head about some images, and makes DICOM objects of its answers where they are wanted. */
@ApplicationScoped
class PredictHandler implements JobHandler {
    private final Holdings holdings;
    private final CohortFrames frames;
    private final OpenModels models;
    private final ResultObjects objects;
    private final JobQueue jobs;

    PredictHandler(Holdings holdings, CohortFrames frames, OpenModels models, ResultObjects objects, JobQueue jobs) {
        this.holdings = holdings;
        this.frames = frames;
        this.models = models;
        this.objects = objects;
        this.jobs = jobs;
    }

    @Override
    public JobKind kind() {
        return JobKind.PREDICT;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        PredictPlan plan = PredictPlan.of(run.job().parameters());
        HeadVersion head = holdings.headInUse(run.job().project(), plan.head());
        List<CohortMember> members = members(run.job().project(), plan.images());
        return models.head(head, open -> answer(run, plan, head, members, open));
    }

    private Map<String, Object> answer(
            JobRun run, PredictPlan plan, HeadVersion head, List<CohortMember> members, OpenHead open) {
        List<Map<String, Object>> predictions = new ArrayList<>();
        List<InstanceRecord> made = new ArrayList<>();
        for (PredictedStudies.Part part :
                PredictedStudies.parts(members, frames.records(run.job().project(), members))) {
            FrameSource images = frames.of(part.members(), HeadFiles.imageSize(head), run);
            run.obey();
            List<Answer> answers = open.ask(
                    images,
                    part.modalities(),
                    plan.forms().contains(ResultForm.FRACTIONAL_SEGMENTATION),
                    plan.evenIf());
            IntStream.range(0, answers.size())
                    .forEach(i -> predictions.add(
                            Predictions.named(part.members().get(i).frame(), answers.get(i), images.frame(i))));
            if (!plan.forms().isEmpty()) {
                made.addAll(objects.make(run, head, plan.forms(), part, answers, images));
            }
            run.progress(predictions.size(), members.size(), "frames", "predicted");
        }
        return result(run, plan, open, predictions, made);
    }

    private List<CohortMember> members(ProjectId project, PredictPlan.Images images) {
        if (images.instances().isPresent()) {
            return frames.members(project, images.instances().get());
        }
        if (images.cohortVersion().isPresent()) {
            return holdings.cohortVersion(project, images.cohortVersion().get()).members();
        }
        return frames.below(project, images.study(), images.series());
    }

    private Map<String, Object> result(
            JobRun run,
            PredictPlan plan,
            OpenHead open,
            List<Map<String, Object>> predictions,
            List<InstanceRecord> made) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("predictions", predictions);
        result.putAll(open.terms());
        result.put(
                "abstained",
                predictions.stream()
                        .filter(each -> each.containsKey(Predictions.ABSTAINED))
                        .count());
        if (!plan.forms().isEmpty()) {
            result.put("objects", made.stream().map(Predictions::object).toList());
        }
        plan.sendTo()
                .filter(archive -> !made.isEmpty())
                .ifPresent(archive -> result.put(
                        "sendJob", sending(run.job(), archive, made).id().toString()));
        return result;
    }

    /** The archive is spoken to by the role that can, in a job of its own; the same one where this job is done again. */
    private Job sending(Job job, String archive, List<InstanceRecord> made) {
        List<String> instances = made.stream()
                .map(InstanceRecord::instance)
                .map(SopInstanceUid::value)
                .toList();
        return jobs.submit(new JobRequest(
                job.project(),
                JobKind.SEND,
                Map.of("pacs", archive, "instances", instances),
                job.priority(),
                "results of " + job.id()));
    }
}
