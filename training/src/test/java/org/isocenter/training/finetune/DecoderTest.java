package org.isocenter.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Architecture.FeatureMap;
import org.isocenter.training.encoder.BatchStatistics;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.Parameter;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
    private static final List<Integer> CHANNELS = List.of(4, 6, 8, 10, 12);
    private static final Shape IMAGES = new Shape(2, 3, 41, 64);
    private static final List<FeatureMap> MAPS = IntStream.range(0, CHANNELS.size())
            .mapToObj(i -> new FeatureMap(CHANNELS.get(i), 2 << i))
            .toList();
    private final DecoderShape shape = new DecoderShape(MAPS, 3);

    @Test
    void images_of_any_size_get_a_score_of_every_class_in_every_pixel() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Decoder decoder = new Decoder(shape, shape.fresh(1), manager);
            NDArray scores = Gradients.off(() -> decoder.scores(maps(manager, 41, 64), IMAGES, BatchStatistics.FIXED));
            assertThat(scores.getShape()).isEqualTo(new Shape(2, 4, 41, 64));
        }
    }

    @ParameterizedTest
    @CsvSource({"vit_tiny_patch16_224, 4", "convnext_atto, 5", "resnet50, 5"})
    void every_encoder_has_maps_for_masks_that_reach_all_beneath_them(String name, int levels) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Encoder encoder = Encoder.random(Architecture.named(name), manager, 1);
            DecoderShape own = new DecoderShape(encoder.architecture().maps(), 2);
            Decoder decoder = new Decoder(own, own.fresh(1), manager);
            Shape shape = new Shape(2, 3, 70, 64);
            NDArray images = manager.randomNormal(shape);
            try (Gradients gradients = Gradients.record()) {
                NDArray scores =
                        decoder.scores(encoder.stages(images, BatchStatistics.LIVE), shape, BatchStatistics.LIVE);
                assertThat(scores.getShape()).isEqualTo(new Shape(2, 3, 70, 64));
                gradients.backward(scores.square().mean());
            }
            assertThat(own.levels()).isEqualTo(levels);
            Map<String, NDArray> moving = encoder.parameters();
            for (Parameter parameter : encoder.architecture().parameters()) {
                NDArray array = moving.get(parameter.name());
                if (array != null && parameter.stage() < encoder.architecture().stagesBeneathMaps()) {
                    assertThat(array.getGradient().abs().max().getFloat())
                            .as(parameter.name())
                            .isPositive();
                }
            }
        }
    }

    @Test
    void scores_equal_those_of_single_operations() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Weights weights = shape.fresh(5);
            Decoder decoder = new Decoder(shape, weights, manager);
            List<NDArray> maps = maps(manager, 64, 64);
            Shape images = new Shape(2, 3, 64, 64);
            NDArray live = Gradients.off(() -> decoder.scores(maps, images, BatchStatistics.LIVE));
            NDArray slow = Gradients.off(() -> slow(manager, weights, maps));
            assertThat(live.sub(slow).abs().max().getFloat()).isLessThan(1e-3f);
        }
    }

    /** The same from DJL's own operations; doubling both sides bilinearly is a fixed mix of neighbours. */
    private static NDArray slow(NDManager manager, Weights weights, List<NDArray> maps) {
        NDArray x = maps.get(4);
        for (int level = 0; level < 5; level++) {
            x = doubled(x);
            if (level < 4) {
                x = x.concat(maps.get(3 - level), 1);
                x = convolved(manager, weights, x, "blocks.%d.0.".formatted(level));
                x = convolved(manager, weights, x, "blocks.%d.1.".formatted(level));
            } else {
                x = convolved(manager, weights, x, "blocks.%d.0.".formatted(level));
            }
        }
        return Conv2d.conv2d(
                        x,
                        array(manager, weights, "score.weight"),
                        array(manager, weights, "score.bias"),
                        new Shape(1, 1),
                        new Shape(0, 0))
                .singletonOrThrow();
    }

    private static NDArray convolved(NDManager manager, Weights weights, NDArray x, String name) {
        NDArray filter = array(manager, weights, name + "conv.weight");
        NDArray none = manager.zeros(new Shape(filter.getShape().get(0)));
        NDArray y =
                Conv2d.conv2d(x, filter, none, new Shape(1, 1), new Shape(1, 1)).singletonOrThrow();
        int[] axes = {0, 2, 3};
        double count = (double) y.size() / y.getShape().get(1);
        NDArray mean = y.sum(axes, true).div(count);
        NDArray variance = y.sub(mean).square().sum(axes, true).div(count);
        NDArray gain = array(manager, weights, name + "bn.weight").reshape(1, -1, 1, 1);
        NDArray bias = array(manager, weights, name + "bn.bias").reshape(1, -1, 1, 1);
        return y.sub(mean).div(variance.add(1e-5).sqrt()).mul(gain).add(bias).maximum(0);
    }

    /** Each side doubled: at half-pixel centres every value is three quarters the nearer and one quarter the farther neighbour. */
    private static NDArray doubled(NDArray x) {
        return doubledRows(doubledRows(x).transpose(0, 1, 3, 2)).transpose(0, 1, 3, 2);
    }

    private static NDArray doubledRows(NDArray x) {
        long rows = x.getShape().get(2);
        NDArray before = x.get(":, :, :1").concat(x.get(":, :, :" + (rows - 1)), 2);
        NDArray after = x.get(":, :, 1:").concat(x.get(":, :, " + (rows - 1) + ":"), 2);
        NDArray even = x.mul(0.75).add(before.mul(0.25)).expandDims(3);
        NDArray odd = x.mul(0.75).add(after.mul(0.25)).expandDims(3);
        Shape shape = x.getShape();
        return even.concat(odd, 3).reshape(shape.get(0), shape.get(1), 2 * rows, shape.get(3));
    }

    private static NDArray array(NDManager manager, Weights weights, String name) {
        Tensor tensor = weights.get(name);
        return manager.create(tensor.values(), new Shape(tensor.shape()));
    }

    @Test
    void every_parameter_feels_the_scores_and_running_statistics_move_in_training_only() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Decoder decoder = new Decoder(shape, shape.fresh(2), manager);
            Weights before = decoder.weights();
            try (Gradients gradients = Gradients.record()) {
                NDArray scores = decoder.scores(maps(manager, 41, 64), IMAGES, BatchStatistics.LIVE);
                gradients.backward(scores.square().mean());
            }
            decoder.parameters().forEach((name, array) -> assertThat(
                            array.getGradient().abs().sum().getFloat())
                    .as(name)
                    .isPositive());
            Weights after = decoder.weights();
            assertThat(after.relativeChange(before)).isPositive();
            Gradients.off(() -> decoder.scores(maps(manager, 41, 64), IMAGES, BatchStatistics.FIXED));
            assertThat(decoder.weights().relativeChange(after)).isZero();
        }
    }

    @Test
    void weights_of_another_encoder_or_task_are_refused_by_name() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Weights twoClasses = new DecoderShape(MAPS, 2).fresh(1);
            assertThatThrownBy(() -> new Decoder(shape, twoClasses, manager))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("score.weight")
                    .extracting(e -> ((PlatformException) e).code())
                    .isEqualTo(ErrorCode.WEIGHTS_MISMATCH);
            Map<String, Tensor> cut = new HashMap<>(shape.fresh(1).tensors());
            cut.remove("blocks.2.1.bn.bias");
            assertThatThrownBy(() -> new Decoder(shape, new Weights(cut), manager))
                    .hasMessageContaining("blocks.2.1.bn.bias")
                    .hasMessageContaining("no such tensor");
        }
    }

    private static List<NDArray> maps(NDManager manager, int rows, int columns) {
        List<NDArray> maps = new ArrayList<>();
        for (int i = 0; i < CHANNELS.size(); i++) {
            int stride = 2 << i;
            Shape shape = new Shape(2, CHANNELS.get(i), (rows + stride - 1) / stride, (columns + stride - 1) / stride);
            float[] values = new float[(int) shape.size()];
            IntStream.range(0, values.length).forEach(j -> values[j] = (float) Math.sin(0.7 * j));
            maps.add(manager.create(values, shape));
        }
        return maps;
    }
}
