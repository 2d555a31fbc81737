package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.metric.Ranking;
import org.isocenter.training.testing.LabelledSamples;
import org.isocenter.training.testing.ManagedArrays;
import org.isocenter.training.weights.Safetensors;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FineTunedHeadTest {
    private static final List<String> CLASSES = List.of("meningioma", "notumor");
    private static final LabelledSamples BRAIN = LabelledSamples.brain();
    private static final List<String> LABELLED = some(0, 5);
    private static final List<String> UNSEEN = some(5, 20);
    private static final FrameSource FRAMES =
            BRAIN.frames(Stream.concat(LABELLED.stream(), UNSEEN.stream()).toList());

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Encoder start = LabelledSamples.imageNet(manager);
    private final LabelledClasses set =
            LabelledSamples.labelled(LabelledSamples.first(FRAMES, LABELLED.size()), LABELLED, LABELLED, CLASSES);
    private final List<Double> losses = new ArrayList<>();

    /** Training images, so many of each class. */
    private static List<String> some(int from, int to) {
        return CLASSES.stream()
                .flatMap(
                        name -> BRAIN.side("train").stream()
                                .filter(image -> image.startsWith(name))
                                .toList()
                                .subList(from, to)
                                .stream())
                .toList();
    }

    @AfterEach
    void giveBack() {
        manager.close();
    }

    @Test
    void five_labels_a_class_lower_the_loss_and_beat_chance() {
        try (FineTunedHead head = fit(12, (step, total, loss) -> losses.add(loss))) {
            assertThat(losses).hasSize(12);
            assertThat(mean(losses.subList(8, 12))).isLessThan(mean(losses.subList(0, 4)));
            List<String> names =
                    Stream.concat(LABELLED.stream(), UNSEEN.stream()).toList();
            double[][] p = head.probabilities(FRAMES);
            int[] truth = LabelledSamples.classes(UNSEEN, CLASSES);
            double[][] unseen =
                    UNSEEN.stream().map(name -> p[names.indexOf(name)]).toArray(double[][]::new);
            assertThat(Ranking.macroAuroc(truth, unseen)).isGreaterThan(0.75);
            assertThat(p[0][0] + p[0][1]).isBetween(1 - 1e-9, 1 + 1e-9);
        }
    }

    @Test
    void the_same_seed_gives_the_same_bits_and_the_start_stays_as_it_was() {
        Weights before = start.weights();
        try (FineTunedHead one = fit(2, StepListener.SILENT);
                FineTunedHead other = fit(2, StepListener.SILENT)) {
            assertThat(one.weights().relativeChange(other.weights())).isZero();
            assertThat(one.weights().of("encoder.").relativeChange(before)).isPositive();
            assertThat(start.weights().relativeChange(before)).isZero();
        }
    }

    @Test
    void a_head_from_a_file_gives_the_same_probabilities() throws IOException {
        FrameSource few = LabelledSamples.first(FRAMES, 4);
        try (FineTunedHead head = fit(2, StepListener.SILENT)) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            Safetensors.write(head.weights(), file);
            Weights read = Safetensors.read(new ByteArrayInputStream(file.toByteArray()));
            try (FineTunedHead loaded =
                    FineTunedHead.load(start.architecture(), read, LabelKind.CLASSIFICATION, 48, manager)) {
                assertThat(loaded.probabilities(few)).isDeepEqualTo(head.probabilities(few));
            }
        }
    }

    @Test
    void no_step_leaves_an_array_behind_and_a_closed_head_none() {
        int before = ManagedArrays.count(manager);
        List<Integer> held = new ArrayList<>();
        fit(3, (step, total, loss) -> held.add(ManagedArrays.count(manager))).close();
        assertThat(held).hasSize(3).containsOnly(held.get(0));
        assertThat(ManagedArrays.count(manager)).isEqualTo(before);
    }

    @Test
    void a_listener_stops_the_work_at_the_next_step_and_nothing_is_left() {
        int before = ManagedArrays.count(manager);
        assertThatThrownBy(() -> fit(100, (step, total, loss) -> {
                    losses.add(loss);
                    if (step == 2) {
                        throw new CancellationException("enough");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(losses).hasSize(2);
        assertThat(ManagedArrays.count(manager)).isEqualTo(before);
    }

    private FineTunedHead fit(int steps, StepListener listener) {
        FineTuningPlan usual = FineTuningPlan.of(start, set, 48, 11);
        FineTuningPlan plan = new FineTuningPlan(
                48, usual.augmentations(), steps, 8, usual.rates(), 0, usual.statistics(), usual.seed());
        return FineTunedHead.fit(start, set, plan, manager, listener);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
