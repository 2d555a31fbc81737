package org.isocenter.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.testing.SampleImages;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.view.ViewProfile;
import org.isocenter.training.view.ViewRecipe;
import org.junit.jupiter.api.Test;

class ViewBatchesTest {
    private static final ViewRecipe RECIPE = ViewProfile.PICTURE.recipe(16, Normalisation.GREY);
    private final FrameSource source = source(23);

    @Test
    void an_epoch_shows_every_image_at_most_once_and_another_order_next_time() {
        assertThat(new HashSet<>(ids(batches(2), 0))).hasSize(20);
        assertThat(ids(batches(2), 0)).isNotEqualTo(ids(batches(2), 1));
    }

    @Test
    void a_run_goes_on_from_any_step_with_the_same_values_on_any_number_of_threads() {
        try (Prefetch<ViewBatch> whole = batches(1).of(4, 0);
                Prefetch<ViewBatch> rest = batches(3).of(4, 2)) {
            whole.next();
            whole.next();
            for (int step = 2; step < 4; step++) {
                ViewBatch expected = whole.next();
                ViewBatch got = rest.next();
                assertThat(got.ids()).isEqualTo(expected.ids());
                assertThat(got.views().get(1).values())
                        .containsExactly(expected.views().get(1).values());
            }
            assertThat(whole.hasNext()).isFalse();
            assertThat(rest.hasNext()).isFalse();
        }
    }

    @Test
    void the_two_views_of_an_image_differ() {
        try (Prefetch<ViewBatch> batches = batches(1).of(0, 0)) {
            ViewBatch batch = batches.next();
            assertThat(batch.views().get(0).values())
                    .isNotEqualTo(batch.views().get(1).values());
            assertThat(batch.views().get(0).shape()).containsExactly(5, 1, 16, 16);
        }
    }

    @Test
    void a_batch_larger_than_the_set_is_refused() {
        assertThatThrownBy(() -> new ViewBatches(source, List.of(RECIPE), 24, 1, 1))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("23");
    }

    @Test
    void evaluation_shows_every_image_once_in_order() {
        int count = 0;
        try (Prefetch<ImageBatch> batches =
                new EvaluationBatches(source, new EvaluationView(8, Normalisation.GREY), 10, 2).all()) {
            while (batches.hasNext()) {
                count += batches.next().count();
            }
        }
        assertThat(count).isEqualTo(23);
    }

    @Test
    void a_frame_that_cannot_be_read_stops_the_batch_with_its_own_error() {
        FrameSource broken = new FrameSource() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public String id(int place) {
                return "x";
            }

            @Override
            public Frame frame(int place) {
                throw new IllegalStateException("unreadable");
            }
        };
        try (Prefetch<ViewBatch> all = new ViewBatches(broken, List.of(RECIPE), 2, 1, 1).of(0, 0)) {
            assertThatThrownBy(all::next).hasMessage("unreadable");
        }
    }

    @Test
    void the_loader_is_measured_in_source_images_per_second() {
        LoaderBench bench = LoaderBench.measure(source, List.of(RECIPE, RECIPE), 5, 6, 2);
        System.out.println(bench);
        assertThat(bench.images()).isEqualTo(30);
        assertThat(bench.imagesPerSecond()).isGreaterThan(100);
        assertThat(bench.cpuMsPerImage()).isPositive();
    }

    private ViewBatches batches(int threads) {
        return new ViewBatches(source, List.of(RECIPE, RECIPE), 5, 11, threads);
    }

    private static List<String> ids(ViewBatches batches, int epoch) {
        List<String> ids = new ArrayList<>();
        try (Prefetch<ViewBatch> all = batches.of(epoch, 0)) {
            all.forEachRemaining(batch -> ids.addAll(batch.ids()));
        }
        return ids;
    }

    private static FramesInMemory source(int count) {
        return new FramesInMemory(
                IntStream.range(0, count).mapToObj(i -> "image" + i).toList(),
                IntStream.range(0, count).mapToObj(ViewBatchesTest::frame).toList());
    }

    private static Frame frame(int number) {
        short[] values = new short[20 * 20];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) ((i * 7 + number * 31) % 256);
        }
        return SampleImages.frame(20, 20, new Pixels.Grey16(values));
    }
}
