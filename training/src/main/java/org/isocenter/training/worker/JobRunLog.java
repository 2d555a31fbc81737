package org.isocenter.training.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.JobStopped;
import org.isocenter.platform.work.StopReason;
import org.isocenter.training.collapse.OnCollapse;
import org.isocenter.training.loop.RunLog;
import org.isocenter.training.loop.RunProgress;

/** Writes a run's curve and progress to its job, and asks it to stop where the job should stop, its time is over or it collapses. */
final class JobRunLog implements RunLog {
    private static final String TERM = "loss.";

    private final JobRun run;
    private final Optional<Duration> time;
    private final OnCollapse onCollapse;
    private final long begin = System.nanoTime();
    private Consumer<RunProgress> afterEpoch = progress -> {};
    private String looked = "";
    private String probed = "";
    private boolean timeIsOver;
    private boolean pauseWanted;

    JobRunLog(JobRun run, Optional<Duration> time, OnCollapse onCollapse) {
        this.run = run;
        this.time = time;
        this.onCollapse = onCollapse;
    }

    /** Something to do after each epoch. */
    void afterEpoch(Consumer<RunProgress> work) {
        afterEpoch = work;
    }

    @Override
    public void step(RunProgress progress, Map<String, Double> figures) {
        points(progress, figures);
        double seconds = Math.max(progress.seconds(), (System.nanoTime() - begin) / 1e9);
        timeIsOver = time.filter(most -> seconds > most.toMillis() / 1e3).isPresent();
        if (figures.containsKey("embeddingStd")) {
            looked = looked(figures);
        }
        String message = "loss %.3f%s, %.0f images/s, data wait %.0f %%%s%s"
                .formatted(
                        figures.get("loss"),
                        terms(figures),
                        figures.get("imagesPerSecond"),
                        100 * figures.get("dataWait"),
                        looked,
                        probed);
        run.progress(progress.step(), progress.steps(), "steps", message);
    }

    private static String looked(Map<String, Double> figures) {
        String spread = ", spread %.2f, rank %.1f".formatted(figures.get("embeddingStd"), figures.get("embeddingRank"));
        return figures.containsKey("prototypeUse")
                ? spread
                        + ", teacher entropy %.2f, prototypes used %.0f %%"
                                .formatted(figures.get("teacherEntropy"), 100 * figures.get("prototypeUse"))
                : spread;
    }

    /** What a loss is the sum of: {@code  (invariance 1.203, variance 4.300, covariance 0.020)}. */
    private static String terms(Map<String, Double> figures) {
        String terms = figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith(TERM))
                .map(figure -> "%s %.3f".formatted(figure.getKey().substring(TERM.length()), figure.getValue()))
                .collect(Collectors.joining(", "));
        return terms.isEmpty() ? "" : " (" + terms + ")";
    }

    @Override
    public void epoch(RunProgress progress, Map<String, Double> figures) {
        points(progress, figures);
        afterEpoch.accept(progress);
        if (figures.containsKey("knn")) {
            probed = ", knn %.3f, linear %.3f".formatted(figures.get("knn"), figures.get("linear"));
        }
    }

    private void points(RunProgress progress, Map<String, Double> figures) {
        List<JobMetric> points = figures.entrySet().stream()
                .filter(figure -> Double.isFinite(figure.getValue()))
                .map(figure -> new JobMetric(progress.step(), figure.getKey(), figure.getValue()))
                .toList();
        run.metrics(points);
    }

    @Override
    public void collapse(String line) {
        run.log(line);
        if (onCollapse == OnCollapse.PAUSE) {
            pauseWanted = true;
            run.log("the job is paused; resume it to go on nevertheless, or cancel it and begin another");
        }
    }

    @Override
    public void note(String line) {
        run.log(line);
    }

    @Override
    public boolean stopWanted() {
        return timeIsOver || pauseWanted || run.stop().isPresent();
    }

    /** Puts the job down, paused, where it was seen to collapse and should not go on. */
    void pauseIfCollapsed() {
        if (pauseWanted) {
            throw paused("representations collapse, as the log says");
        }
    }

    /** Puts the job down, paused, with the reason in its message. */
    JobStopped paused(String reason) {
        run.message("paused: " + reason);
        return new JobStopped(StopReason.PAUSE);
    }

    /** Whether the run ended because its time was over, which is an end like any other. */
    boolean timeIsOver() {
        return timeIsOver;
    }
}
