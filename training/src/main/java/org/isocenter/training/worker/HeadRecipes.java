package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.finetune.FewLabelledFrames;
import org.isocenter.training.finetune.HeadChoice;
import org.isocenter.training.finetune.LabelledClasses;

/**
 * Which heads a plan comes to: the kinds that it asks for, each at the size that it asks for, else the largest that does not enlarge the images, at most
 * {@link HeadChoice#LARGEST_TRAINED} where the encoder is trained too; {@code auto} is chosen by the labels that may be learnt from.
 */
record HeadRecipes(FinetunePlan plan, FewLabelledFrames few, ModelFiles files, JobRun run) {

    /**
     * The heads.
     *
     * @param encoder that {@code auto} is chosen with; the baselines follow it, so that they can be compared
     */
    List<HeadRecipe> of(LabelSet set, EncoderVersion encoder, NDManager manager) {
        List<Integer> sizes = plan.imageSize().map(List::of).orElseGet(() -> HeadChoice.sizes(few.training()));
        List<HeadRecipe> recipes = new ArrayList<>();
        for (String kind : plan.kinds(set)) {
            if (kind.equals(FinetunePlan.AUTO)) {
                recipes.add(chosen(sizes, encoder, manager));
            } else {
                boolean trained = kind.equals(FinetunePlan.FINETUNED) || kind.equals(FinetunePlan.DECODER);
                recipes.add(new HeadRecipe(kind, trained ? HeadChoice.trained(sizes) : sizes.get(0), Map.of()));
            }
        }
        return recipes;
    }

    private HeadRecipe chosen(List<Integer> sizes, EncoderVersion encoder, NDManager manager) {
        LabelledClasses labelled = few.classes(plan.budget(), plan.seed()).balanced(plan.balance());
        try (Encoder start = files.open(encoder, manager)) {
            HeadChoice.Chosen chosen = new HeadChoice(sizes, plan.seed())
                    .choose(start, labelled, manager, (step, total, loss) -> {
                        run.obey();
                        run.progress(step, total, "steps", "choosing how to make the head, loss %.3f".formatted(loss));
                    });
            Map<String, Object> heldOut = new LinkedHashMap<>();
            chosen.heldOut().forEach((way, figure) -> heldOut.put(words(way), figure));
            Map<String, Object> choice = Map.of("sizes", sizes, "heldOutAuroc", heldOut);
            run.log("chosen: %s; held-out AUROC %s"
                    .formatted(
                            words(chosen.way()),
                            heldOut.isEmpty() ? "not compared, fewer than ten labels a class" : heldOut));
            return new HeadRecipe(kind(chosen.way()), chosen.way().imageSize(), choice);
        }
    }

    private static String kind(HeadChoice.Way way) {
        return way.finetuned() ? FinetunePlan.FINETUNED : FinetunePlan.LINEAR;
    }

    private static String words(HeadChoice.Way way) {
        return "%s at %d px".formatted(kind(way), way.imageSize());
    }
}
