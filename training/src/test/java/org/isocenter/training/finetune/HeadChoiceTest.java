package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.finetune.HeadChoice.Chosen;
import org.isocenter.training.finetune.HeadChoice.Way;
import org.isocenter.training.testing.Phantoms;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.testing.ToyEncoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadChoiceTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Encoder start = Encoder.random(ToyEncoders.convolutions(), manager, 3);

    @AfterEach
    void giveBack() {
        manager.close();
    }

    @Test
    void with_five_labels_a_class_a_frozen_encoder_looks_at_the_largest_size_and_nothing_is_compared() {
        Chosen chosen = new HeadChoice(List.of(64, 32), 1)
                .choose(start, Phantoms.classes(60, 15, 3), manager, StepListener.SILENT);
        assertThat(chosen.way()).isEqualTo(new Way(false, 64));
        assertThat(chosen.heldOut()).isEmpty();
    }

    @Test
    void with_ten_a_class_every_way_is_compared_on_labelled_images_alone() {
        LabelledClasses set = Phantoms.classes(40, 20, 2);
        List<Integer> looked = new ArrayList<>();
        LabelledClasses watched = new LabelledClasses(
                new Watched(set.frames(), looked),
                set.places(),
                set.targets(),
                set.patients(),
                set.classes(),
                set.kind());
        HeadChoice choice = new HeadChoice(List.of(40, 32), 1);
        Chosen chosen = choice.choose(start, watched, manager, StepListener.SILENT);
        assertThat(chosen.heldOut()).containsOnlyKeys(new Way(false, 40), new Way(false, 32), new Way(true, 40));
        assertThat(chosen.heldOut().values())
                .allSatisfy(figure -> assertThat(figure).isBetween(0.0, 1.0));
        assertThat(looked).isNotEmpty().allMatch(place -> place < 20);
    }

    @Test
    void another_way_must_be_ahead_by_more_than_chance() {
        double[] first = {0.7, 0.7, 0.7, 0.7, 0.7};
        assertThat(HeadChoice.isAhead(new double[] {0.75, 0.74, 0.76, 0.75, 0.75}, first))
                .isTrue();
        assertThat(HeadChoice.isAhead(new double[] {0.95, 0.5, 0.9, 0.55, 0.65}, first))
                .isFalse();
        assertThat(HeadChoice.isAhead(first, first)).isFalse();
    }

    @Test
    void images_are_not_enlarged() {
        assertThat(HeadChoice.sizes(squares(300))).containsExactly(224, 128, 64);
        assertThat(HeadChoice.sizes(squares(130))).containsExactly(128, 64);
        assertThat(HeadChoice.sizes(squares(28))).containsExactly(64);
        assertThat(HeadChoice.trained(List.of(224, 128, 64))).isEqualTo(128);
        assertThat(HeadChoice.trained(List.of(256))).as("what is asked for").isEqualTo(256);
    }

    private static FrameSource squares(int side) {
        Frame frame = SampleImages.frame(side, side, new Pixels.Grey16(new short[side * side]));
        return new FramesInMemory(List.of("a", "b", "c"), List.of(frame, frame, frame));
    }

    /** Notes which frames were looked at. */
    private record Watched(FrameSource frames, List<Integer> looked) implements FrameSource {
        @Override
        public int size() {
            return frames.size();
        }

        @Override
        public String id(int place) {
            return frames.id(place);
        }

        @Override
        public Frame frame(int place) {
            synchronized (looked) {
                looked.add(place);
            }
            return frames.frame(place);
        }
    }
}
