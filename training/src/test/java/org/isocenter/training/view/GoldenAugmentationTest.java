package org.isocenter.training.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.testing.GoldenTensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenAugmentationTest {
    private static final GoldenTensors GOLDEN = new GoldenTensors(SharedData.golden("ssl/augmentations.safetensors"));

    private interface Operation {
        Plane apply(Plane plane);
    }

    private interface InPlace {
        void apply(Plane plane);
    }

    @TestFactory
    Stream<DynamicTest> an_operation_equals_torchvision() {
        return Stream.of(
                        both("resized_crop_down_bilinear_aa", p -> Resize.to(p.crop(5, 7, 31, 37), 20, 24)),
                        both("resized_crop_up_bilinear_aa", p -> Resize.to(p.crop(5, 7, 31, 37), 64, 64)),
                        both("resize_full_32_bilinear_aa", p -> Resize.to(p, 32, 32)),
                        both("resized_crop_up_bilinear_noaa", p -> sampled(p.crop(5, 7, 31, 37), 64)),
                        both("hflip", p -> turned(p, draft -> draft.mirrored = true)),
                        both("hflip", Plane::mirrored),
                        both("vflip", p -> turned(p, draft -> draft.upsideDown = true)),
                        both("rotate10_bilinear", p -> turned(p, draft -> draft.angle = Math.toRadians(10))),
                        both("rotate10_nearest", GoldenAugmentationTest::turnedMask),
                        both(
                                "gaussian_blur_k5_s1",
                                p -> GaussianBlur.apply(p, GaussianBlur.kernel(5, 1), GaussianBlur.kernel(5, 1))),
                        both(
                                "gaussian_blur_k5x7_s0.7x1.5",
                                p -> GaussianBlur.apply(p, GaussianBlur.kernel(5, 0.7), GaussianBlur.kernel(7, 1.5))),
                        both("brightness_0.6", inPlace(p -> Tone.brightness(p, 0.6))),
                        both("brightness_1.3", inPlace(p -> Tone.brightness(p, 1.3))),
                        both("contrast_0.7", inPlace(p -> Tone.contrast(p, 0.7))),
                        both("contrast_1.4", inPlace(p -> Tone.contrast(p, 1.4))),
                        both("saturation_0.0", inPlace(p -> Tone.saturation(p, 0))),
                        both("saturation_0.5", inPlace(p -> Tone.saturation(p, 0.5))),
                        both("saturation_1.6", inPlace(p -> Tone.saturation(p, 1.6))),
                        both("hue_-0.1", inPlace(p -> Tone.hue(p, -0.1))),
                        both("hue_0.25", inPlace(p -> Tone.hue(p, 0.25))),
                        both("solarize_0.5", inPlace(Tone::solarise)),
                        both("gamma_0.7", inPlace(p -> Tone.gamma(p, 0.7))),
                        both("gamma_1.5", inPlace(p -> Tone.gamma(p, 1.5))))
                .flatMap(tests -> tests);
    }

    @Test
    void normalisation_equals_torchvision() {
        Plane rgb = image("rgb");
        float[] out = new float[rgb.values().length];
        Normalisation.IMAGENET.write(rgb, out, 0);
        assertThat(out).usingComparatorWithPrecision(2e-5f).containsExactly(GOLDEN.floats("normalize/rgb"));
    }

    @Test
    void quantiles_are_linear_between_order_statistics() {
        double[] range = Quantiles.ofFloats(image("gray").values(), 0.005, 0.995);
        float[] clipped = image("gray").values();
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = Plane.clip((float) ((clipped[i] - range[0]) / (range[1] - range[0])));
        }
        assertThat(range[0]).isBetween(0.0, 0.1);
        assertThat(range[1]).isBetween(0.9, 1.0);
        assertThat(clipped).contains(0f, 1f);
    }

    private static Stream<DynamicTest> both(String name, Operation operation) {
        return Stream.of("rgb", "gray")
                .filter(kind -> GOLDEN.has(name + "/" + kind))
                .map(kind -> DynamicTest.dynamicTest(name + " " + kind, () -> assertThat(
                                operation.apply(image(kind)).values())
                        .usingComparatorWithPrecision(5e-5f)
                        .containsExactly(GOLDEN.floats(name + "/" + kind))));
    }

    private static Operation inPlace(InPlace change) {
        return plane -> {
            change.apply(plane);
            return plane;
        };
    }

    private static Plane image(String kind) {
        return new Plane(48, 56, kind.equals("rgb") ? 3 : 1, GOLDEN.floats("image/" + kind));
    }

    private interface Turn {
        void set(ViewDraft draft);
    }

    private static Plane turned(Plane plane, Turn turn) {
        ViewDraft draft = new ViewDraft(plane.rows(), plane.columns());
        turn.set(draft);
        return new Sampler(plane, draft, plane.rows(), plane.columns()).bilinear(plane.rows(), plane.columns());
    }

    private static Plane turnedMask(Plane plane) {
        ViewDraft draft = new ViewDraft(plane.rows(), plane.columns());
        draft.angle = Math.toRadians(10);
        return new Sampler(plane, draft, plane.rows(), plane.columns()).nearest(plane.rows(), plane.columns());
    }

    private static Plane sampled(Plane plane, int size) {
        return new Sampler(plane, new ViewDraft(plane.rows(), plane.columns()), size, size).bilinear(size, size);
    }
}
