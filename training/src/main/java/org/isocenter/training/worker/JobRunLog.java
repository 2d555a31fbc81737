package org.isocenter.training.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.job.JobMetric;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.loop.RunLog;
import org.isocenter.training.loop.RunProgress;

/** Writes a run's curve and progress to its job, and asks it to stop where the job should stop or its time is over. */
final class JobRunLog implements RunLog {
    private final JobRun run;
    private final Optional<Duration> time;
    private final long begin = System.nanoTime();
    private boolean timeIsOver;

    JobRunLog(JobRun run, Optional<Duration> time) {
        this.run = run;
        this.time = time;
    }

    @Override
    public void step(RunProgress progress, Map<String, Double> figures) {
        points(progress, figures);
        double seconds = Math.max(progress.seconds(), (System.nanoTime() - begin) / 1e9);
        timeIsOver = time.filter(most -> seconds > most.toMillis() / 1e3).isPresent();
        String message = "loss %.3f, %.0f images/s"
                .formatted(figures.getOrDefault("loss", Double.NaN), figures.getOrDefault("imagesPerSecond", 0.0));
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
    public void note(String line) {
        run.log(line);
    }

    @Override
    public boolean stopWanted() {
        return timeIsOver || run.stop().isPresent();
    }

    /** Whether the run ended because its time was over, which is an end like any other. */
    boolean timeIsOver() {
        return timeIsOver;
    }
}
