package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.loop.Checkpoint;
import org.isocenter.training.loop.EpochProbe;
import org.isocenter.training.loop.RunProgress;
import org.isocenter.training.method.MethodName;

/** Pretrains an encoder on the unlabelled images of a cohort and registers it with what can be said about the run. */
@ApplicationScoped
class PretrainHandler implements JobHandler {
    private static final double CHECKPOINT_SECONDS = 0.5;

    /** Of the time that is planned with, so that a slower hour does not cut the end of the schedule off. */
    private static final double SHARE = 0.9;

    private final Holdings holdings;
    private final PretrainInputs inputs;
    private final CohortFrames frames;
    private final ModelFiles files;
    private final BlobStore blobs;
    private final LabelSets labelSets;
    private final ModelRegistry models;
    private final TrainingConfig config;
    private final String codeVersion;

    PretrainHandler(
            Holdings holdings,
            PretrainInputs inputs,
            CohortFrames frames,
            ModelFiles files,
            BlobStore blobs,
            LabelSets labelSets,
            ModelRegistry models,
            TrainingConfig config,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String codeVersion) {
        this.holdings = holdings;
        this.inputs = inputs;
        this.frames = frames;
        this.files = files;
        this.blobs = blobs;
        this.labelSets = labelSets;
        this.models = models;
        this.config = config;
        this.codeVersion = codeVersion;
    }

    @Override
    public JobKind kind() {
        return JobKind.PRETRAIN;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        ProjectId project = run.job().project();
        PretrainPlan plan = PretrainPlan.of(run.job().parameters());
        CohortVersion version = holdings.cohortVersion(project, plan.cohortVersion());
        Optional<EncoderVersion> parent = plan.parent().map(id -> holdings.encoder(project, id));
        Start start = new Start(Architecture.named(plan.architecture(parent)), parent, plan.seed(), files);
        PretrainInput input = inputs.of(plan, version, start, run);
        EpochProbe probe = probe(plan, version, run);
        try (NDManager manager = EngineMemory.forJob()) {
            BlobCheckpoints checkpoints = new BlobCheckpoints(blobs, run);
            run.afterwards(checkpoints::forget);
            Optional<Long> begun =
                    checkpoints.latest().map(Checkpoint::progress).map(RunProgress::steps);
            long steps = begun.orElseGet(() -> steps(input, probe, manager, run));
            try (PretrainSession session = new PretrainSession(input, steps, manager, config)) {
                JobRunLog log = new JobRunLog(run, plan.time(), plan.onCollapse());
                RunPictures pictures = new RunPictures(input, blobs::put, run::picture);
                log.afterEpoch(progress -> pictures.show(session.method(), progress));
                RunProgress progress = learn(session, checkpoints, probe, log);
                if (progress.step() < progress.steps() && !log.timeIsOver()) {
                    run.obey();
                    log.pauseIfCollapsed();
                }
                return register(
                        run, version, start, new PretrainReport(input, session.settings(), progress), session, manager);
            }
        }
    }

    /** Runs to the end; a run that is no longer finite waits, paused, for somebody to change something. */
    private static RunProgress learn(
            PretrainSession session, BlobCheckpoints checkpoints, EpochProbe probe, JobRunLog log) {
        try {
            return session.run(checkpoints, probe, log);
        } catch (PlatformException e) {
            if (e.code() != ErrorCode.LOSS_NOT_FINITE) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage());
            log.note(reason);
            throw log.paused(reason);
        }
    }

    private EpochProbe probe(PretrainPlan plan, CohortVersion version, JobRun run) {
        return plan.labelSet()
                .filter(set -> plan.method() != MethodName.SUPERVISED) // it would be asked what it has learnt
                .map(set -> labelSets.training(set, version.id()))
                .flatMap(labels -> TrainingProbe.of(version, labels, plan, frames, run))
                .orElse(encoder -> Map.of());
    }

    /** All epochs, or as many steps as fit into the time; measured once, for the schedules hang on it. */
    private long steps(PretrainInput input, EpochProbe probe, NDManager manager, JobRun run) {
        PretrainPlan plan = input.plan();
        int images = input.images().size();
        int perEpoch = plan.stepsPerEpoch(images);
        long all = plan.steps(images);
        if (plan.time().isEmpty()) {
            return all;
        }
        run.progress(0, all, "steps", "measuring how long a step takes");
        try (PretrainSession session = new PretrainSession(input, PretrainSession.REHEARSED_STEPS, manager, config)) {
            long begin = System.nanoTime();
            double step = session.rehearse();
            long rehearsed = System.nanoTime();
            probe.measure(session.encoder());
            double epoch = step * perEpoch + (System.nanoTime() - rehearsed) / 1e9 + CHECKPOINT_SECONDS;
            double left = plan.time().get().toMillis() / 1e3 * SHARE - (System.nanoTime() - begin) / 1e9;
            long fitting = Math.min(all, Math.max(1, (long) (left / epoch * perEpoch)));
            run.log("a step takes %.2f s, an epoch with its probe %.1f s: %d of %d steps fit into the time"
                    .formatted(step, epoch, fitting, all));
            return fitting;
        }
    }

    private Map<String, Object> register(
            JobRun run,
            CohortVersion version,
            Start start,
            PretrainReport report,
            PretrainSession session,
            NDManager manager) {
        Job job = run.job();
        UUID id = UUID.nameUUIDFromBytes(("encoder of " + job.id()).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> stage = report.of(id, session.encoder(), manager);
        BlobKey weights = files.put(session.encoder().weights());
        EncoderVersion encoder = new EncoderVersion(
                id,
                job.project(),
                report.input().plan().name(),
                start.architecture().name(),
                weights,
                start.parent().map(EncoderVersion::id),
                report.input().plan().stage(),
                report.input().plan().method().word(),
                Optional.of(version.sha256()),
                report.input().plan().seed(),
                codeVersion,
                Optional.of(job.id()),
                stage,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        run.fenced(() -> models.register(encoder));
        return Map.of("encoder", id.toString(), "stage", stage);
    }
}
