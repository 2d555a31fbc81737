package org.isocenter.training.encoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.isocenter.training.kernel.KernelArchive;
import org.isocenter.training.kernel.KernelText;
import org.isocenter.training.weights.Tensor;
import org.isocenter.training.weights.Weights;

/**
 * An encoder as a TorchScript archive for plain PyTorch: {@code torch.jit.load(file)(images)} gives the representations, (N, 3 or 1, H, W) to (N, D), and
 * {@code .maps(images)} the maps; {@code .state_dict()} has torchvision's or timm's names. It computes by the same kernel text as the encoder here, batch
 * normalisation by its running statistics. No engine is needed to write one.
 */
public final class TorchScript {
    private static final String HEAD = "class Kernel(Module):\n  __parameters__ = []\n  __buffers__ = []\n";

    /**
     * Writes an encoder; the bytes depend on the weights alone.
     *
     * @throws org.isocenter.platform.error.PlatformException {@code WEIGHTS_MISMATCH} naming the tensor
     */
    public static void write(Architecture architecture, Weights weights, OutputStream out) throws IOException {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        architecture.requireFit(shapes);
        ModuleTree tree = ModuleTree.of(architecture.parameters());
        List<float[]> values = architecture.parameters().stream()
                .map(parameter -> weights.get(parameter.name()).values())
                .toList();
        KernelArchive.write(text(architecture, tree), new State(weights).of(tree), values, out);
    }

    private static String text(Architecture architecture, ModuleTree tree) {
        String kernel = KernelText.read(
                architecture.kernel(), architecture.in(Precision.FLOAT32).constants());
        if (!kernel.startsWith(HEAD)) {
            throw new IllegalStateException(
                    "the kernel %s does not begin as others do".formatted(architecture.kernel()));
        }
        String methods = kernel.substring(HEAD.length()).replace("  def forward(", "  def computed(");
        List<String> classes = tree.declarations();
        return classes.get(0) + methods + forward(architecture) + String.join("", classes.subList(1, classes.size()));
    }

    /** The settings 0, 1, 2: running statistics, maps too, and a momentum that nothing reads. */
    private static String forward(Architecture architecture) {
        boolean running = architecture.parameters().stream().anyMatch(parameter -> !parameter.isTrained());
        String statistics = running ? "[%s], ".formatted(arrays(architecture, false)) : "";
        return """
                  def results(self: __torch__.Kernel,
                    x: Tensor) -> List[Tensor]:
                    return (self).computed(x, [%s], %storch.arange(3))
                  def forward(self: __torch__.Kernel,
                    x: Tensor) -> Tensor:
                    return ((self).results(x))[0]
                  def maps(self: __torch__.Kernel,
                    x: Tensor) -> List[Tensor]:
                    return torch.slice((self).results(x), 1)
                """.formatted(arrays(architecture, true), statistics);
    }

    private static String arrays(Architecture architecture, boolean trained) {
        return architecture.parameters().stream()
                .filter(parameter -> parameter.isTrained() == trained)
                .map(parameter -> attribute(parameter.name()))
                .collect(Collectors.joining(", "));
    }

    /** Numbers are no identifiers; what has them in its name is reached by it. */
    private static String attribute(String name) {
        String expression = "self";
        for (String part : name.split("\\.", -1)) {
            expression = "getattr(%s, \"%s\")".formatted(expression, part);
        }
        return expression;
    }

    /** Pickles the objects of a tree, protocol 2. */
    private static final class State {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final Weights weights;

        State(Weights weights) {
            this.weights = weights;
        }

        byte[] of(ModuleTree tree) {
            bytes(0x80, 2);
            module(tree);
            bytes('.');
            return out.toByteArray();
        }

        private void module(ModuleTree tree) {
            name("__torch__", tree.className());
            bytes(')', 0x81, '}', '(');
            tree.leaves().forEach((name, leaf) -> {
                text(name);
                tensor(leaf);
            });
            tree.children().forEach((name, child) -> {
                text(name);
                module(child);
            });
            text("training");
            bytes(0x89, 'u', 'b');
        }

        /** A storage of its own, from its first value on, row-major. */
        private void tensor(ModuleTree.Leaf leaf) {
            long[] shape = weights.get(leaf.parameter().name()).shape();
            name("torch._utils", "_rebuild_tensor_v2");
            bytes('(', '(');
            text("storage");
            name("torch", "FloatStorage");
            text(Integer.toString(leaf.place()));
            text("cpu");
            number(Tensor.count(shape));
            bytes('t', 'Q');
            number(0);
            tuple(shape);
            tuple(strides(shape));
            bytes(leaf.parameter().isTrained() ? 0x88 : 0x89);
            name("collections", "OrderedDict");
            bytes(')', 'R', 't', 'R');
        }

        private static long[] strides(long[] shape) {
            long[] strides = new long[shape.length];
            long step = 1;
            for (int i = shape.length - 1; i >= 0; i--) {
                strides[i] = step;
                step *= shape[i];
            }
            return strides;
        }

        private void tuple(long[] numbers) {
            bytes('(');
            for (long number : numbers) {
                number(number);
            }
            bytes('t');
        }

        private void number(long number) {
            bytes('J');
            out.writeBytes(littleEndian(Math.toIntExact(number)));
        }

        private void name(String module, String name) {
            bytes('c');
            out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        private void text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            bytes('X');
            out.writeBytes(littleEndian(bytes.length));
            out.writeBytes(bytes);
        }

        private static byte[] littleEndian(int number) {
            return ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(number)
                    .array();
        }

        private void bytes(int... values) {
            for (int value : values) {
                out.write(value);
            }
        }
    }

    private TorchScript() {}
}
