package org.isocenter.training.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.TokenEncoder;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.testing.ToyEncoders;
import org.isocenter.training.view.Plane;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;
import org.junit.jupiter.api.Test;

class AttentionRolloutTest {
    private static final int HEADS = 4;
    private static final int TOKENS = 17;
    private static final int WIDTH = 32;

    @Test
    void rollout_is_that_of_a_slow_version() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.of(ToyEncoders.transformer(), manager, attentive())) {
            NDArray image = image(manager, 16);
            NDArray found = Gradients.off(() -> TokenEncoder.of(encoder).rollout(image));
            double[][] first = Gradients.off(() -> attention(embedded(encoder, image), encoder, 0));
            double[][] second = Gradients.off(() -> attention(afterFirst(encoder, image), encoder, 1));
            double[] expected = product(second, first)[0];
            float[] read = found.toFloatArray();
            assertThat(found.getShape()).isEqualTo(new Shape(1, 4, 4));
            for (int patch = 0; patch < TOKENS - 1; patch++) {
                assertThat((double) read[patch]).isCloseTo(expected[patch + 1], within(1e-5));
            }
        }
    }

    @Test
    void the_patch_that_is_read_most_is_the_brightest() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.of(ToyEncoders.transformer(), manager, attentive())) {
            NDArray image = image(manager, 16);
            long most = Gradients.off(() -> TokenEncoder.of(encoder).rollout(image))
                    .flatten()
                    .argMax()
                    .getLong();
            Plane map = new AttentionRollout(TokenEncoder.of(encoder)).map(image, new float[0]);
            int brightest = 0;
            for (int i = 0; i < map.values().length; i++) {
                brightest = map.values()[i] > map.values()[brightest] ? i : brightest;
            }
            assertThat(brightest / 16 / 4 * 4 + brightest % 16 / 4).isEqualTo((int) most);
            assertThat(map.values()).contains(0f);
            assertThat(map.values()[brightest]).isBetween(0.8f, 1f);
        }
    }

    @Test
    void an_image_that_is_not_of_whole_patches_has_a_map_of_its_own_size() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder encoder = Encoder.of(ToyEncoders.transformer(), manager, attentive())) {
            Plane map = new AttentionRollout(TokenEncoder.of(encoder)).map(image(manager, 18), new float[0]);
            assertThat(map.rows()).isEqualTo(18);
            assertThat(map.columns()).isEqualTo(18);
        }
    }

    /** Fresh weights look everywhere alike: projections ten times as large do not. */
    static Weights attentive() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Encoder fresh = Encoder.random(ToyEncoders.transformer(), manager, 11)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            fresh.weights().tensors().forEach((name, tensor) -> {
                float[] values = tensor.values().clone();
                for (int i = 0; i < values.length && tensor.shape().length > 1; i++) {
                    values[i] *= 10;
                }
                tensors.put(name, new Tensor(tensor.shape(), values));
            });
            return new Weights(tensors);
        }
    }

    /** The tokens before the first block. */
    private static NDArray embedded(Encoder encoder, NDArray image) {
        Map<String, NDArray> w = encoder.state();
        NDArray positions = w.get("pos_embed");
        float[] pixels = image.toFloatArray();
        float[] filter = w.get("patch_embed.proj.weight").toFloatArray();
        float[] bias = w.get("patch_embed.proj.bias").toFloatArray();
        float[] tokens = new float[TOKENS * WIDTH];
        float[] first = w.get("cls_token").toFloatArray();
        float[] places = positions.toFloatArray();
        for (int t = 0; t < TOKENS; t++) {
            for (int d = 0; d < WIDTH; d++) {
                double sum = places[t * WIDTH + d] + (t == 0 ? first[d] : bias[d]);
                for (int k = 0; t > 0 && k < 48; k++) {
                    int y = (t - 1) / 4 * 4 + k % 16 / 4;
                    int x = (t - 1) % 4 * 4 + k % 4;
                    sum += filter[d * 48 + k] * pixels[k / 16 * 256 + y * 16 + x];
                }
                tokens[t * WIDTH + d] = (float) sum;
            }
        }
        return image.getManager().create(tokens, new Shape(TOKENS, WIDTH));
    }

    /** The tokens after the first block; gains are 1 and biases 0. */
    private static NDArray afterFirst(Encoder encoder, NDArray image) {
        NDArray x = embedded(encoder, image);
        Map<String, NDArray> w = encoder.state();
        NDArray qkv = normalised(x).dot(w.get("blocks.0.attn.qkv.weight").transpose());
        NDArray mixed = null;
        for (int head = 0; head < HEADS; head++) {
            NDArray weights = attention(qkv, head);
            NDArray value = part(qkv, 2, head);
            NDArray out = weights.dot(value);
            mixed = mixed == null ? out : mixed.concat(out, 1);
        }
        NDArray y = x.add(mixed.dot(w.get("blocks.0.attn.proj.weight").transpose()));
        NDArray wide = normalised(y).dot(w.get("blocks.0.mlp.fc1.weight").transpose());
        NDArray bent = wide.mul(wide.div(Math.sqrt(2)).erf().add(1)).mul(0.5);
        return y.add(bent.dot(w.get("blocks.0.mlp.fc2.weight").transpose()));
    }

    /** Half the mean of the heads, half each token itself. */
    private static double[][] attention(NDArray x, Encoder encoder, int block) {
        NDArray qkv = normalised(x)
                .dot(encoder.state()
                        .get("blocks.%d.attn.qkv.weight".formatted(block))
                        .transpose());
        double[][] mean = new double[TOKENS][TOKENS];
        for (int head = 0; head < HEADS; head++) {
            float[] weights = attention(qkv, head).toFloatArray();
            for (int i = 0; i < weights.length; i++) {
                mean[i / TOKENS][i % TOKENS] += weights[i] / (2.0 * HEADS);
            }
        }
        for (int t = 0; t < TOKENS; t++) {
            mean[t][t] += 0.5;
        }
        return mean;
    }

    private static NDArray attention(NDArray qkv, int head) {
        return part(qkv, 0, head)
                .dot(part(qkv, 1, head).transpose())
                .div(Math.sqrt((double) WIDTH / HEADS))
                .softmax(1);
    }

    private static NDArray part(NDArray qkv, int which, int head) {
        int size = WIDTH / HEADS;
        int from = which * WIDTH + head * size;
        return qkv.get(":, %d:%d".formatted(from, from + size));
    }

    private static NDArray normalised(NDArray x) {
        NDArray centred = x.sub(x.mean(new int[] {1}, true));
        return centred.div(centred.square().mean(new int[] {1}, true).add(1e-6).sqrt());
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] c = new double[TOKENS][TOKENS];
        for (int i = 0; i < TOKENS * TOKENS * TOKENS; i++) {
            int row = i / TOKENS / TOKENS;
            int column = i / TOKENS % TOKENS;
            c[row][column] += a[row][i % TOKENS] * b[i % TOKENS][column];
        }
        return c;
    }

    private static NDArray image(NDManager manager, int side) {
        SplittableRandom random = new SplittableRandom(9);
        float[] values = new float[3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(1, 3, side, side));
    }
}
