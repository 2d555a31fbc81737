package org.isocenter.training.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18",
                "resnet50",
                "vit_tiny_patch16_224",
                "convnext_atto",
                "convnext_tiny",
                "tf_efficientnet_lite0"
            })
    void an_exported_encoder_gives_the_same_features(String name) throws IOException, MalformedModelException {
        Architecture architecture = Architecture.named(name);
        assertSame(architecture, FormulaWeights.of(architecture));
    }

    @Test
    void one_channel_and_another_grid_leave_as_they_came() throws IOException, MalformedModelException {
        Architecture architecture = Architecture.named("vit_tiny_patch16_224");
        assertSame(architecture, FormulaWeights.ofOneChannel(architecture, 8));
    }

    private static void assertSame(Architecture architecture, Weights weights)
            throws IOException, MalformedModelException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Model model = Model.newInstance(architecture.name(), "PyTorch")) {
            model.load(new ByteArrayInputStream(archive(architecture, weights)));
            NDArray images = manager.create(FormulaWeights.images(2, 3, 80, 64), new Shape(2, 3, 80, 64));
            NDArray exported = Gradients.off(() -> model.getBlock()
                    .forward(new ParameterStore(manager, false), new NDList(images), false)
                    .singletonOrThrow());
            Encoder encoder = Encoder.of(architecture, manager, weights);
            NDArray own = Gradients.off(() -> encoder.represent(images, BatchStatistics.FIXED));
            assertThat(exported.getShape()).isEqualTo(own.getShape());
            assertThat(exported.sub(own).abs().max().getFloat())
                    .isLessThan(1e-5f * own.abs().max().getFloat());
        }
    }

    @Test
    void an_archive_depends_on_the_weights_alone() throws IOException {
        Architecture architecture = Architecture.named("convnext_atto");
        Weights weights = FormulaWeights.of(architecture);
        assertThat(archive(architecture, weights)).isEqualTo(archive(architecture, weights));
    }

    @Test
    void weights_of_another_architecture_are_refused_by_name() {
        Weights none = new Weights(Map.of("conv1.weight", new Tensor(new long[] {1}, new float[1])));
        assertThatThrownBy(() -> archive(Architecture.named("resnet18"), none))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEIGHTS_MISMATCH))
                .hasMessageContaining("conv1.weight");
    }

    private static byte[] archive(Architecture architecture, Weights weights) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TorchScript.write(architecture, weights, out);
        return out.toByteArray();
    }
}
