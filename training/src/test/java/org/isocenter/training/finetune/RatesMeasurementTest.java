package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.view.Augmentation;
import org.isocenter.training.view.ViewProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rates and views of an encoder that is trained with its head, judged by training images whose labels were not drawn, so that test images have no say:
 * ImageNet weights, 64 pixels, 20 labels of each class, three draws. Prints a line for each way.
 */
@Tag("proof-ssl")
class RatesMeasurementTest {
    private static final int LABELS = 20;
    private static final int DRAWS = 3;
    private static final TuningRates GENTLE = new TuningRates(1e-3, 1e-4, 1e-5, 0.01);
    private static final List<Augmentation> STRONG = ViewProfile.PICTURE.augmentations();

    /** What of the usual plan is changed. */
    private record Way(TuningRates rates, List<Augmentation> views) {
        FineTuningPlan of(FineTuningPlan usual) {
            return new FineTuningPlan(
                    usual.imageSize(),
                    views,
                    usual.steps(),
                    usual.batchSize(),
                    rates,
                    usual.frozenStages(),
                    usual.statistics(),
                    usual.seed());
        }
    }

    /** A draw, and the training images outside it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Asked(LabelledClasses drawn, FrameSource others, int[] truth) {
        static Asked of(DrawnSet data, int seed) {
            LabelledClasses all = data.draw(DrawnSet.ALL, 0);
            LabelledClasses drawn = data.draw(LABELS, seed);
            Set<Integer> in = Arrays.stream(drawn.places()).boxed().collect(Collectors.toSet());
            int[] rest = IntStream.range(0, all.size())
                    .filter(i -> !in.contains(all.places()[i]))
                    .toArray();
            return new Asked(
                    drawn,
                    new SomeFrames(
                            all.frames(),
                            IntStream.of(rest).mapToObj(i -> all.places()[i]).toList()),
                    IntStream.of(rest).map(i -> all.turns()[i]).toArray());
        }

        double auroc(ClassificationHead head) {
            return Ranking.macroAuroc(truth, head.probabilities(others));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DrawnSet.BREAST, DrawnSet.BRAIN})
    void the_usual_rates_and_views_are_no_worse_than_the_others(String name) {
        DrawnSet data = DrawnSet.of(name);
        Map<String, Double> sums = new LinkedHashMap<>();
        for (int seed = 0; seed < DRAWS; seed++) {
            Asked asked = Asked.of(data, seed);
            try (NDManager manager = NDManager.newBaseManager("PyTorch");
                    Encoder start = LabelledSamples.imageNet(manager)) {
                EncoderFeatures still = new EncoderFeatures(start, manager, WayCell.SIZE);
                sums.merge("frozen", asked.auroc(LinearHead.fit(still, asked.drawn(), seed)), Double::sum);
                FineTuningPlan usual = FineTuningPlan.of(start, asked.drawn(), WayCell.SIZE, seed);
                for (Map.Entry<String, Way> way : ways(usual).entrySet()) {
                    FineTuningPlan plan = way.getValue().of(usual);
                    try (FineTunedHead head =
                            FineTunedHead.fit(start, asked.drawn(), plan, manager, StepListener.SILENT)) {
                        sums.merge(way.getKey(), asked.auroc(head), Double::sum);
                    }
                }
            }
        }
        sums.replaceAll((way, sum) -> sum / DRAWS);
        sums.forEach((way, mean) -> System.out.println(
                String.format(Locale.ROOT, "%s, %d a class, other training images: %s %.3f", name, LABELS, way, mean)));
        assertThat(sums.get("usual")).isGreaterThan(sums.get("frozen"));
        sums.values().forEach(other -> assertThat(sums.get("usual")).isGreaterThan(other - 0.02));
    }

    private static Map<String, Way> ways(FineTuningPlan usual) {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("usual", new Way(usual.rates(), usual.augmentations()));
        ways.put("gentle rates", new Way(GENTLE, usual.augmentations()));
        ways.put("strong views", new Way(usual.rates(), STRONG));
        ways.put("gentle rates, strong views", new Way(GENTLE, STRONG));
        ways.put("no views", new Way(usual.rates(), List.of()));
        return ways;
    }
}
