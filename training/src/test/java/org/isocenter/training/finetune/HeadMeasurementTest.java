package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.MaskSource;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.metric.Overlap;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.testing.LabelledSamples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What heads reach on test images from the subsets that another stack was measured on; prints its figures. */
@Tag("proof-ssl")
class HeadMeasurementTest {
    private static final List<String> TUMOURS = List.of("glioma", "meningioma", "notumor", "pituitary");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void twenty_labels_a_class_fine_tune_as_well_as_elsewhere(int seed) {
        LabelledSamples brain = LabelledSamples.brain();
        List<String> names = brain.side("train");
        List<String> tests = brain.side("test");
        LabelledClasses set = LabelledSamples.labelled(brain.frames(names), names, brain.subset(seed, 20), TUMOURS);
        FrameSource unseen = brain.frames(tests);
        int[] truth = LabelledSamples.classes(tests, TUMOURS);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder start = LabelledSamples.imageNet(manager);
            LinearHead linear = LinearHead.fit(new EncoderFeatures(start, manager, 64), set, seed);
            double frozen = Ranking.macroAuroc(truth, linear.probabilities(unseen));
            try (FineTunedHead head = FineTunedHead.fit(
                    start, set, FineTuningPlan.of(start, set, 64, seed), manager, StepListener.SILENT)) {
                double tuned = Ranking.macroAuroc(truth, head.probabilities(unseen));
                print(
                        "brain_tumor_mri 64 px, 20 a class, seed %d: auroc frozen %.3f, finetuned %.3f",
                        seed, frozen, tuned);
                assertThat(tuned).isGreaterThan(0.85);
            }
        }
    }

    @Test
    void a_frozen_encoder_tells_more_from_larger_images() {
        LabelledSamples brain = LabelledSamples.brain();
        List<String> names = brain.side("train");
        List<String> tests = brain.side("test");
        FrameSource training = brain.frames(names);
        FrameSource unseen = brain.frames(tests);
        int[] truth = LabelledSamples.classes(tests, TUMOURS);
        Map<Integer, Double> withFive = new LinkedHashMap<>();
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder start = LabelledSamples.imageNet(manager);
            for (int size : List.of(64, 128, 224)) {
                EncoderFeatures features = new EncoderFeatures(start, manager, size);
                double[][] seen = features.embed(training);
                double[][] asked = features.embed(unseen);
                for (int budget : List.of(5, 20)) {
                    double mean = IntStream.range(0, 5)
                            .mapToDouble(seed -> Ranking.macroAuroc(
                                    truth,
                                    LinearHead.fit(
                                                    frames -> frames == training ? seen : asked,
                                                    LabelledSamples.labelled(
                                                            training, names, brain.subset(seed, budget), TUMOURS),
                                                    seed)
                                            .probabilities(unseen)))
                            .average()
                            .orElseThrow();
                    print(
                            "brain_tumor_mri %d px, %d a class, frozen ImageNet, 5 subsets: auroc %.3f",
                            size, budget, mean);
                    withFive.putIfAbsent(size, mean);
                }
            }
        }
        assertThat(withFive.get(224)).isGreaterThan(withFive.get(64) + 0.03);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void fresh_weights_that_are_trained_do_as_well_as_those_that_lie_still(int seed) {
        LabelledSamples brain = LabelledSamples.brain();
        List<String> names = brain.side("train");
        List<String> tests = brain.side("test");
        LabelledClasses set = LabelledSamples.labelled(brain.frames(names), names, brain.subset(seed, 20), TUMOURS);
        FrameSource unseen = brain.frames(tests);
        int[] truth = LabelledSamples.classes(tests, TUMOURS);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder start = Encoder.random(Architecture.named("tf_efficientnet_lite0"), manager, seed);
            LinearHead linear = LinearHead.fit(new EncoderFeatures(start, manager, 64), set, seed);
            double frozen = Ranking.macroAuroc(truth, linear.probabilities(unseen));
            FineTuningPlan plan = FineTuningPlan.of(start, set, 64, seed);
            try (FineTunedHead head = FineTunedHead.fit(start, set, plan, manager, StepListener.SILENT)) {
                double tuned = Ranking.macroAuroc(truth, head.probabilities(unseen));
                print(
                        "brain_tumor_mri 64 px, 20 a class, seed %d, from fresh weights: auroc frozen %.3f, finetuned %.3f",
                        seed, frozen, tuned);
                assertThat(tuned).isGreaterThan(frozen - 0.03);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20})
    void few_masks_teach_a_decoder_as_much_as_elsewhere(int masks) {
        LabelledSamples breast = LabelledSamples.breast();
        List<String> tests = breast.side("test");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder start = LabelledSamples.imageNet(manager);
            double sum = 0;
            for (int seed = 0; seed < 3; seed++) {
                List<String> names = breast.subset(seed, masks);
                LabelledMasks set = new LabelledMasks(breast.frames(names), breast.masks(names), 1);
                try (DecoderHead head = DecoderHead.fit(
                        start, set, FineTuningPlan.of(start, set, 128, seed), manager, StepListener.SILENT)) {
                    double dice = dice(head, breast.frames(tests), breast.masks(tests));
                    print("busi 128 px, %d masks, seed %d: dice %.3f", masks, seed, dice);
                    sum += dice;
                }
            }
            print("busi 128 px, %d masks: dice %.3f", masks, sum / 3);
            assertThat(sum / 3).isGreaterThan(0.6);
        }
    }

    static double dice(SegmentationHead head, FrameSource frames, MaskSource truth) {
        List<byte[]> masks = head.masks(frames);
        return IntStream.range(0, masks.size())
                .mapToDouble(i -> Overlap.of(
                                masks.get(i),
                                truth.mask(
                                        i,
                                        frames.frame(i).rows(),
                                        frames.frame(i).columns()))
                        .dice())
                .average()
                .orElseThrow();
    }

    private static void print(String form, Object... values) {
        System.out.println(String.format(Locale.ROOT, form, values));
    }
}
