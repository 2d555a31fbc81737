package org.isocenter.cli.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.isocenter.cli.intake.Intake;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.report.DemoResult;

/**
 * What a run does not show, and how to see it.
 *
 * @param plan what was asked
 * @param images what was looked at
 * @param broken names of files that could not be taken in
 */
record Missing(DemoPlan plan, Intake images, List<String> broken) {

    List<DemoResult.Missing> list(Collection<LabelTask.Frozen> labels) {
        List<DemoResult.Missing> list = new ArrayList<>();
        if (plan.weights().isEmpty()) {
            list.add(new DemoResult.Missing(
                    "There is no ImageNet row.",
                    "Nothing stands in for genuine weights. Bring them as safetensors with timm's or torchvision's names:"
                            + " --weights FILE --encoder tf_efficientnet_lite0 (or resnet18)."));
        }
        if (labels.stream().noneMatch(each -> each.task().isSegmentation())) {
            list.add(new DemoResult.Missing(
                    "There are no masks.", "A column masks in the label file adds them, and --task segmentation."));
        }
        if (labels.stream().allMatch(each -> each.task().isSegmentation())) {
            list.add(new DemoResult.Missing(
                    "There are no classes.", "A column label in the label file adds them, and --task classification."));
        }
        if (!images.knowsPatients()) {
            list.add(new DemoResult.Missing(
                    "No patient is known: each image counts as its own.",
                    "Images of one patient may stand on both sides of the split, and intervals are too narrow then. A"
                            + " column patient in the label file mends both."));
        }
        if (!plan.actOnFlags()) {
            list.add(new DemoResult.Missing(
                    "No flag has been acted upon.",
                    "--act-on-flags trains the heads once more without flagged training images and shows both figures;"
                            + " a steward decides for good with \"curate decide\"."));
        }
        if (!broken.isEmpty()) {
            list.add(new DemoResult.Missing(
                    "%d files could not be read.".formatted(broken.size()), "The run named them; replace them."));
        }
        if (images.truth().isPresent()) {
            list.add(new DemoResult.Missing(
                    "These are generated studies.",
                    "A figure here says that the machinery works, nothing about patients. Run it on your own:"
                            + " --data FOLDER --labels FILE."));
        }
        return list;
    }
}
