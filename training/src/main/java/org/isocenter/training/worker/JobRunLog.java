package org.isocenter.training.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.work.JobRun;
import org.isocenter.platform.work.JobStopped;
import org.isocenter.platform.work.StopReason;
import org.isocenter.training.collapse.OnCollapse;
import org.isocenter.training.loop.RunLog;
import org.isocenter.training.loop.RunProgress;

/** Writes a run's curve and progress to its job, and asks it to stop where the job should stop, its time is over or it collapses. */
final class JobRunLog implements RunLog {
    private final JobRun run;
    private final Optional<Duration> time;
    private final OnCollapse onCollapse;
    private final long begin = System.nanoTime();
    private String spread = "";
    private boolean timeIsOver;
    private boolean pauseWanted;

    JobRunLog(JobRun run, Optional<Duration> time, OnCollapse onCollapse) {
        this.run = run;
        this.time = time;
        this.onCollapse = onCollapse;
    }

    @Override
    public void step(RunProgress progress, Map<String, Double> figures) {
        points(progress, figures);
        double seconds = Math.max(progress.seconds(), (System.nanoTime() - begin) / 1e9);
        timeIsOver = time.filter(most -> seconds > most.toMillis() / 1e3).isPresent();
        if (figures.containsKey("embeddingStd")) {
            spread = ", spread %.2f, rank %.1f".formatted(figures.get("embeddingStd"), figures.get("embeddingRank"));
        }
        String message = "loss %.3f, %.0f images/s%s"
                .formatted(
                        figures.getOrDefault("loss", Double.NaN), figures.getOrDefault("imagesPerSecond", 0.0), spread);
        run.progress(progress.step(), progress.steps(), "steps", message);
    }

    @Override
    public void epoch(RunProgress progress, Map<String, Double> figures) {
        points(progress, figures);
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
            run.message("paused: representations collapse, as the log says");
            throw new JobStopped(StopReason.PAUSE);
        }
    }

    /** Whether the run ended because its time was over, which is an end like any other. */
    boolean timeIsOver() {
        return timeIsOver;
    }
}
