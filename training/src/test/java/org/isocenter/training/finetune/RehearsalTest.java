package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.testing.ToyEncoders;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final int LABELS = 100;

    /** What is said with one probability of what is right. */
    private static HeldOut right(double p) {
        return new HeldOut(new double[][] {{p, 1 - p}, {1 - p, p}}, new int[][] {{0}, {1}}, LabelKind.CLASSIFICATION);
    }

    private static Rehearsal of(double... figures) {
        TreeMap<Integer, HeldOut> said = new TreeMap<>();
        IntStream.range(0, figures.length).forEach(i -> said.put(10 * (i + 1), right(figures[i])));
        return new Rehearsal(said);
    }

    @Test
    void a_training_ends_sooner_only_where_it_was_clearly_better_then() {
        assertThat(of(0.6, 0.7, 0.8).steps()).isEqualTo(30);
        assertThat(of(0.6, 0.81, 0.8).steps()).isEqualTo(30);
        assertThat(of(0.6, 0.85, 0.8).steps()).isEqualTo(20);
        assertThat(of(0.85, 0.85, 0.8).steps()).isEqualTo(10);
        assertThat(of(0.6, 0.85, 0.8).after(20).right()).isEqualTo(0.85);
    }

    @Test
    void a_fifth_is_held_out_only_where_there_are_labels_enough() {
        assertThat(Rehearsal.suits(set(LABELS, 2))).isTrue();
        assertThat(Rehearsal.suits(set(LABELS - 1, 2))).isFalse();
        assertThat(Rehearsal.suits(set(LABELS, 25))).isFalse();
    }

    @Test
    void a_rehearsal_asks_patients_it_has_not_learnt_from_after_each_tenth_and_the_head_ends_where_it_is_told() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder start = Encoder.random(ToyEncoders.convolutions(), manager, 3)) {
            FineTuningPlan plan = new FineTuningPlan(
                    32, List.of(), 20, 8, new TuningRates(1e-3, 1e-4, 1e-5, 0.01), 0, BatchStatistics.FIXED, 5);
            LabelledClasses set = set(LABELS, 2);
            Rehearsal rehearsal = FineTunedHead.rehearse(start, set, plan, manager, StepListener.SILENT);
            assertThat(rehearsal.figures().keySet()).containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18, 20);
            assertThat(rehearsal.after(20).size()).isEqualTo(LABELS / 5);
            assertThat(rehearsal.figures().get(20)).isBetween(0.2, 0.9);
            List<Integer> steps = new ArrayList<>();
            FineTunedHead.fit(start, set, plan.until(6), manager, (step, total, loss) -> {
                        assertThat(total).isEqualTo(6);
                        steps.add(step);
                    })
                    .close();
            assertThat(steps).containsExactly(1, 2, 3, 4, 5, 6);
            List<Double> whole = losses(start, set, plan, manager);
            assertThat(losses(start, set, plan.until(6), manager)).isEqualTo(whole.subList(0, 6));
        }
    }

    private static List<Double> losses(Encoder start, LabelledClasses set, FineTuningPlan plan, NDManager manager) {
        List<Double> losses = new ArrayList<>();
        FineTunedHead.fit(start, set, plan, manager, (step, total, loss) -> losses.add(loss))
                .close();
        return losses;
    }

    /** Noise, each frame of a patient of its own. */
    private static LabelledClasses set(int labels, int classes) {
        SplittableRandom random = new SplittableRandom(7);
        List<String> names =
                IntStream.range(0, labels).mapToObj(Integer::toString).toList();
        FramesInMemory frames = new FramesInMemory(
                names,
                names.stream()
                        .map(name -> {
                            short[] values = new short[32 * 32];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = (short) random.nextInt(256);
                            }
                            return SampleImages.frame(32, 32, new Pixels.Grey16(values));
                        })
                        .toList());
        int[] places = IntStream.range(0, labels).toArray();
        return new LabelledClasses(
                frames, places, Arrays.stream(places).map(i -> i % classes).toArray(), names, classes);
    }
}
