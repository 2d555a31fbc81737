package org.isocenter.training.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.training.testing.SampleImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewRecipeTest {
    private static final int SIZE = 64;
    private final Frame frame = SampleImages.frame(160, 200, new Pixels.Grey16(ramp(160, 200)));

    @ParameterizedTest
    @EnumSource(ViewProfile.class)
    void the_same_seed_paints_the_same_view(ViewProfile profile) {
        assertThat(view(profile, 7, "a", 3, 1)).containsExactly(view(profile, 7, "a", 3, 1));
    }

    @Test
    void seed_image_epoch_and_view_each_change_the_view() {
        float[] view = view(ViewProfile.PICTURE, 7, "a", 3, 1);
        assertThat(Stream.of(
                        view(ViewProfile.PICTURE, 8, "a", 3, 1),
                        view(ViewProfile.PICTURE, 7, "b", 3, 1),
                        view(ViewProfile.PICTURE, 7, "a", 4, 1),
                        view(ViewProfile.PICTURE, 7, "a", 3, 0)))
                .noneMatch(other -> java.util.Arrays.equals(other, view));
    }

    @Test
    void no_medical_profile_changes_what_a_colour_or_density_means() {
        for (ViewProfile profile : ViewProfile.values()) {
            if (profile != ViewProfile.NATURAL) {
                assertThat(profile.augmentations())
                        .noneMatch(a -> a instanceof ColourJitter || a instanceof Grey || a instanceof Solarise);
            }
        }
    }

    @Test
    void a_local_view_takes_less_than_any_global_one_and_is_otherwise_the_same() {
        ViewRecipe local = ViewProfile.X_RAY.localRecipe(32, Normalisation.GREY);
        assertThat(local.augmentations()).hasSameSizeAs(ViewProfile.X_RAY.augmentations());
        assertThat(local.augmentations()).contains(new ResizedCrop(0.2, 0.5, 1.1));
    }

    @ParameterizedTest
    @EnumSource(ViewProfile.class)
    void a_view_with_a_label_shows_most_of_the_image_with_hardly_other_tones(ViewProfile profile) {
        List<Augmentation> mirrored =
                profile.augmentations().stream().filter(Flip.class::isInstance).toList();
        assertThat(profile.labelled())
                .contains(new BrightnessContrast(0.5, 0.2, 0.2))
                .filteredOn(ResizedCrop.class::isInstance)
                .allMatch(crop -> ((ResizedCrop) crop).minArea() >= 0.7)
                .hasSize(1);
        assertThat(profile.labelled()).filteredOn(Flip.class::isInstance).isEqualTo(mirrored);
    }

    @Test
    void a_cropped_view_leaves_tones_as_they_are() {
        assertThat(ViewProfile.NATURAL.croppedRecipe(32, Normalisation.GREY).augmentations())
                .containsExactly(new ResizedCrop(0.2, 1, 4.0 / 3), new Flip(0.5, 0));
    }

    @Test
    void sides_stay_where_they_are_for_chests_heads_and_bodies() {
        for (ViewProfile profile : List.of(ViewProfile.X_RAY, ViewProfile.CT, ViewProfile.MR)) {
            assertThat(profile.augmentations()).noneMatch(Flip.class::isInstance);
        }
        assertThat(ViewProfile.of(Modality.DX)).isEqualTo(ViewProfile.X_RAY);
    }

    @Test
    void a_moved_window_shows_other_contrast_of_the_same_hounsfield_units() {
        Frame ct = SampleImages.hounsfield(2, 2, new short[] {-160, 40, 240, 3000});
        ViewRecipe recipe =
                new ViewRecipe(2, Normalisation.GREY, List.of(new WindowChoice(List.of(DisplayWindow.BONE))));
        float[] out = new float[4];
        recipe.write(ct, new ViewRandom(1), out, 0);
        assertThat(Plane.of(ct).values()).usingComparatorWithPrecision(1e-6f).containsExactly(0f, 0.5f, 1f, 1f);
        assertThat(out[1] * 0.226f + 0.449f).isCloseTo(540f / 1800, within(1e-5f));
    }

    @Test
    void a_mask_goes_through_the_same_geometry_as_its_image() {
        Plane mask = Plane.of(frame);
        ViewRecipe recipe = new ViewRecipe(
                SIZE, Normalisation.GREY, List.of(new ResizedCrop(0.3, 0.6, 1), new Rotation(20), new Flip(0.5, 0.5)));
        float[] out = new float[SIZE * SIZE];
        float[] labels = new float[SIZE * SIZE];
        recipe.write(frame, mask, new ViewRandom(5), out, 0, labels, 0);
        int close = 0;
        for (int i = 0; i < out.length; i++) {
            close += Math.abs(out[i] * 0.226f + 0.449f - labels[i]) < 0.03 ? 1 : 0;
        }
        assertThat(close).isGreaterThan(SIZE * SIZE * 95 / 100);
    }

    @Test
    void a_much_shrunk_crop_is_averaged_where_it_lies() {
        ViewDraft draft = new ViewDraft(160, 200);
        draft.top = 11.3;
        draft.left = 30.7;
        draft.height = 130;
        draft.width = 140;
        draft.angle = 0.2;
        Plane plane = Plane.of(frame);
        float[] quick = Sampler.shrinking(new Halvings(plane), draft, 32, 32)
                .bilinear(32, 32)
                .values();
        float[] plain = new Sampler(plane, draft, 32, 32).bilinear(32, 32).values();
        for (int i = 5 * 32; i < 27 * 32; i++) {
            if (i % 32 >= 5 && i % 32 < 27) {
                assertThat(quick[i]).isCloseTo(plain[i], within(0.01f));
            }
        }
    }

    @Test
    void views_of_one_source_equal_views_of_its_frame() {
        ViewSource shared = new ViewSource(frame);
        for (int view = 0; view < 3; view++) {
            float[] out = new float[3 * SIZE * SIZE];
            ViewProfile.MR.recipe(SIZE, Normalisation.IMAGENET).write(shared, ViewRandom.of(7, "a", 3, view), out, 0);
            assertThat(out).containsExactly(view(ViewProfile.MR, 7, "a", 3, view));
        }
    }

    @Test
    void an_upright_crop_reads_what_a_turned_one_reads_but_for_its_border() {
        ViewDraft draft = new ViewDraft(160, 200);
        draft.top = 11.3;
        draft.left = 30.7;
        draft.height = 100;
        draft.width = 140;
        draft.mirrored = true;
        Plane plane = Plane.of(frame);
        float[] upright = new Sampler(plane, draft, 40, 56).bilinear(40, 56).values();
        draft.angle = 1e-9;
        float[] turned = new Sampler(plane, draft, 40, 56).bilinear(40, 56).values();
        assertThat(upright).usingComparatorWithPrecision(1e-5f).containsExactly(turned);
    }

    @Test
    void grey_is_copied_to_three_channels() {
        float[] out = new float[3 * SIZE * SIZE];
        new EvaluationView(SIZE, Normalisation.HALF).write(frame, out, 0);
        assertThat(out[5]).isEqualTo(out[SIZE * SIZE + 5]).isEqualTo(out[2 * SIZE * SIZE + 5]);
    }

    @Test
    void a_letterbox_keeps_shapes_and_a_centre_crop_loses_the_ends() {
        Frame white = SampleImages.frame(10, 20, new Pixels.Grey16(filled(200, (short) 255)));
        Plane boxed = new EvaluationView(20, Normalisation.GREY, EvaluationView.Fit.LETTERBOX).plane(white);
        Plane cropped = new EvaluationView(20, Normalisation.GREY, EvaluationView.Fit.CENTRE_CROP).plane(white);
        assertThat(boxed.values()[4 * 20 + 3]).isZero();
        assertThat(boxed.values()[10 * 20 + 3]).isEqualTo(1f);
        assertThat(cropped.values()).containsOnly(1f);
    }

    @Test
    void two_views_of_an_image_take_less_than_four_milliseconds() {
        float[] out = new float[3 * SIZE * SIZE];
        ViewRecipe recipe = ViewProfile.PICTURE.recipe(SIZE, Normalisation.IMAGENET);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                recipe.write(frame, ViewRandom.of(1, "x", i, 0), out, 0);
            }
            best = Math.min(best, (System.nanoTime() - start) / 200);
        }
        System.out.printf("view of 160 x 200 at 64 px: %.3f ms%n", best / 1e6);
        assertThat(best).isLessThan(2_000_000);
    }

    private float[] view(ViewProfile profile, long seed, String image, int epoch, int view) {
        float[] out = new float[3 * SIZE * SIZE];
        profile.recipe(SIZE, Normalisation.IMAGENET).write(frame, ViewRandom.of(seed, image, epoch, view), out, 0);
        return out;
    }

    private static short[] ramp(int rows, int columns) {
        short[] values = new short[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            values[i] = (short) (120 + 60 * Math.sin(row / 15.0) + 60 * Math.cos(i % columns / 20.0));
        }
        return values;
    }

    private static short[] filled(int count, short value) {
        short[] values = new short[count];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
