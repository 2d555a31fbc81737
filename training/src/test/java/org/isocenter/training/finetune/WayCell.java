package org.isocenter.training.finetune;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.testing.LabelledSamples;

/**
 * One draw of labels, learnt from by an encoder that lies still, by one that is trained too, and by whichever the labels choose; all from ImageNet weights
 * at 64 pixels. Its words are such as {@code breastmnist labels=20 seed=0}, or {@code labels=all}.
 *
 * @param set in the label-efficiency tables
 * @param labels of each class, or {@link DrawnSet#ALL}
 * @param seed of the draw and the training
 */
record WayCell(String set, int labels, int seed) {
    static final String FROZEN = "frozen";
    static final String FINETUNED = "finetuned";
    static final String AUTO = "auto";
    static final int SIZE = 64;
    private static final Pattern WORDS = Pattern.compile("(\\w+) labels=(\\d+|all) seed=(\\d+)");
    private static final Pattern FIGURE = Pattern.compile("(frozen|finetuned|auto) ([0-9.]+)");

    static WayCell of(String words) {
        Matcher parts = WORDS.matcher(words.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a cell is such as 'breastmnist labels=20 seed=0', not: " + words);
        }
        int labels = parts.group(2).equals("all") ? DrawnSet.ALL : Integer.parseInt(parts.group(2));
        return new WayCell(parts.group(1), labels, Integer.parseInt(parts.group(3)));
    }

    String words() {
        return "%s labels=%s seed=%d".formatted(set, labels == DrawnSet.ALL ? "all" : labels, seed);
    }

    /** Makes the three heads and says in one line the macro AUROC of each on the test images, and which way was chosen. */
    String run() {
        DrawnSet data = DrawnSet.of(set);
        LabelledClasses drawn = data.draw(labels, seed);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder start = LabelledSamples.imageNet(manager)) {
            LinearHead linear = LinearHead.fit(new EncoderFeatures(start, manager, SIZE), drawn, seed);
            double frozen = auroc(linear, data);
            FineTuningPlan plan = FineTuningPlan.of(start, drawn, SIZE, seed);
            try (FineTunedHead head = FineTunedHead.fit(start, drawn, plan, manager, StepListener.SILENT)) {
                double finetuned = auroc(head, data);
                HeadChoice.Chosen chosen =
                        new HeadChoice(List.of(SIZE), seed).choose(start, drawn, manager, StepListener.SILENT);
                boolean trained = chosen.way().finetuned();
                return String.format(
                        Locale.ROOT,
                        "%s | frozen %.4f | finetuned %.4f | auto %.4f, %s",
                        words(),
                        frozen,
                        finetuned,
                        trained ? finetuned : frozen,
                        trained ? FINETUNED : FROZEN);
            }
        }
    }

    private static double auroc(ClassificationHead head, DrawnSet data) {
        return Ranking.macroAuroc(data.truth(), head.probabilities(data.unseen()));
    }

    /** The figures of a line by their way. */
    static Map<String, Double> figures(String line) {
        Map<String, Double> figures = new TreeMap<>();
        Matcher each = FIGURE.matcher(line);
        while (each.find()) {
            figures.put(each.group(1), Double.valueOf(each.group(2)));
        }
        return figures;
    }
}
