package org.isocenter.cli.efficiency;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.JobCalls.Job;
import org.isocenter.cli.client.JobCalls.NewJob;
import org.isocenter.cli.client.ModelCalls.Encoder;
import org.isocenter.cli.client.ProjectCalls.Project;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.efficiency.EfficiencyPlan.Known;
import org.isocenter.cli.efficiency.Logbook.Entries;
import org.isocenter.cli.efficiency.Logbook.Ground;
import org.isocenter.cli.intake.Arrival;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.intake.NewProject;
import org.isocenter.cli.intake.OwnIntake;
import org.isocenter.cli.intake.People;
import org.isocenter.cli.intake.Selection;
import org.isocenter.cli.intake.Telling;
import org.isocenter.cli.watch.JobWatch;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Takes a person's own images in and makes the encoders that heads start from; what an earlier call has done is not done again.
 *
 * @param people of the local stack
 * @param logbook where it is noted
 * @param telling for the person who waits
 */
record Groundwork(People people, Logbook logbook, Telling telling) {

    /**
     * The chain that is made.
     *
     * @param architecture of all encoders
     * @param weights of ImageNet, where there are any
     * @param epochs of pretraining on the images; 0 for none
     * @param minutes after which it ends
     * @param imageSize side of a view in pixels
     */
    record ChainPlan(String architecture, Optional<Path> weights, int epochs, Optional<Double> minutes, int imageSize) {
        ChainPlan {
            if (epochs == 0 && weights.isEmpty()) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected --weights or an epoch of pretraining; without either there is nothing to compare with random weights.");
            }
        }
    }

    /** Sends the images, freezes labels and cohort, and draws the trainings. */
    void take(OwnIntake images, EfficiencyPlan plan) {
        if (logbook.entries().ground().isPresent()) {
            telling.step("Images, labels and cohort are there from an earlier call");
            return;
        }
        LabelTask task = onlyTask(images);
        telling.step("Taking in images; each is de-identified first");
        Project project = NewProject.make(people.admin(), "labels", System.currentTimeMillis());
        Arrival arrival = Arrival.begin(people.steward());
        images.send(people, project.name(), telling).forEach(name -> telling.found("not taken in: " + name));
        arrival.settle(telling);
        Selection selection = Selection.freeze(people.researcher(), project.name(), images, 0);
        LabelTask.Frozen labels = selection.labels().get(0);
        telling.found("frames %s, patients %s"
                .formatted(selection.version().frames(), selection.version().patients()));
        Ground ground = new Ground(
                project.name(),
                selection.version().id(),
                selection.version().sha256(),
                labels.set().id(),
                String.valueOf(labels.set().sha256()),
                task.task());
        logbook.write(logbook.entries()
                .on(ground, plan.wishes(task.isSegmentation(), Optional.of(new Known(task, labels.names())))));
    }

    private static LabelTask onlyTask(OwnIntake images) {
        List<LabelTask> tasks = images.tasks();
        if (tasks.size() > 1) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected one task, the labels allow %s; name one with --task."
                            .formatted(tasks.stream().map(LabelTask::task).toList()));
        }
        return tasks.get(0);
    }

    /** Imports the weights and pretrains on the cohort's images. */
    void encoders(ChainPlan chain) {
        Entries entries = logbook.entries();
        if (entries.encoder().isPresent()) {
            telling.step("The encoder is there from an earlier call");
            return;
        }
        IsocenterClient researcher = people.researcher();
        String project = entries.ground().orElseThrow().project();
        if (entries.imagenet().isEmpty() && chain.weights().isPresent()) {
            Encoder imported = researcher
                    .models()
                    .importWeights(
                            project,
                            "ImageNet",
                            chain.architecture(),
                            chain.weights().get());
            logbook.write(logbook.entries().withImagenet(imported.id()));
        }
        if (chain.epochs() == 0) {
            telling.step("Heads start from the imported weights and from random ones");
            logbook.write(
                    logbook.entries().withEncoder(logbook.entries().imagenet().orElseThrow()));
            return;
        }
        telling.step("Pretraining on the images without their labels, %d epochs".formatted(chain.epochs()));
        logbook.write(logbook.entries().withEncoder(pretrain(researcher, chain)));
    }

    private UUID pretrain(IsocenterClient researcher, ChainPlan chain) {
        Entries entries = logbook.entries();
        Ground ground = entries.ground().orElseThrow();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("cohortVersion", ground.cohortVersion());
        parameters.put("architecture", chain.architecture());
        entries.imagenet().ifPresent(parent -> parameters.put("parent", parent));
        parameters.put("name", "in-domain");
        parameters.put("method", "simclr");
        parameters.put("imageSize", chain.imageSize());
        parameters.put("epochs", chain.epochs());
        chain.minutes().ifPresent(minutes -> parameters.put("minutes", minutes));
        parameters.put("seed", 0);
        Job job = researcher
                .jobs()
                .submitAgain(ground.project(), new NewJob("PRETRAIN", parameters, 0), entries.id() + " pretrain");
        try (ProgressBar bar = telling.bar()) {
            Job ended = new JobWatch(researcher.jobs(), bar).followToSuccess(job.id());
            return UUID.fromString(String.valueOf(ended.result().get("encoder")));
        }
    }
}
