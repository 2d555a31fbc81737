package org.isocenter.training.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.weights.Pickle.Name;
import org.isocenter.training.weights.Pickle.Tuple;

/**
 * What the pickle of a {@code torch.save} file says about its tensors.
 *
 * @param views by name, in order
 */
record StateDict(Map<String, View> views) {
    private static final String TORCH = "torch";
    private static final Name TENSOR = new Name("torch._utils", "_rebuild_tensor_v2");
    private static final Name PARAMETER = new Name("torch._utils", "_rebuild_parameter");
    private static final Name DICTIONARY = new Name("collections", "OrderedDict");

    /** Names of safetensors by those of storages. */
    private static final Map<String, String> TYPES = Map.of(
            "DoubleStorage", "F64",
            "FloatStorage", "F32",
            "HalfStorage", "F16",
            "BFloat16Storage", "BF16",
            "LongStorage", "I64",
            "IntStorage", "I32",
            "ShortStorage", "I16",
            "CharStorage", "I8",
            "ByteStorage", "U8",
            "BoolStorage", "BOOL");

    /** Tensors, parameters and dictionaries of PyTorch, and no other name. */
    static final Pickle.Meaning MEANING = new Pickle.Meaning() {
        @Override
        public void require(Name name) {
            boolean storage = name.module().equals(TORCH) && TYPES.containsKey(name.name());
            if (!storage && !Set.of(TENSOR, PARAMETER, DICTIONARY).contains(name)) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_UNSAFE,
                        "the weights file would load %s, which is no tensor; nothing was executed. Save the state dict alone: torch.save(model.state_dict(), …)"
                                .formatted(name));
            }
        }

        @Override
        public Object call(Name function, List<Object> arguments) {
            if (function.equals(TENSOR)) {
                return View.of(arguments);
            }
            if (function.equals(PARAMETER)) {
                return arguments.get(0);
            }
            if (function.equals(DICTIONARY) && arguments.isEmpty()) {
                return new LinkedHashMap<>();
            }
            throw TorchFile.unreadable("it calls %s in a way that torch.save does not".formatted(function));
        }

        @Override
        public Object reference(List<Object> id) {
            String type = TYPES.get(((Name) id.get(1)).name());
            if (!"storage".equals(id.get(0)) || type == null) {
                throw TorchFile.unreadable("it refers to something besides storages");
            }
            return new Storage(type, (String) id.get(2), (Long) id.get(4));
        }
    };

    /**
     * A block of values.
     *
     * @param type as safetensors calls it
     * @param key in the file
     * @param count number of values
     */
    record Storage(String type, String key, long count) {
        Storage {
            if (count < 0 || count > Integer.MAX_VALUE / Double.BYTES) {
                throw TorchFile.unreadable("one of its storages has %d values".formatted(count));
            }
        }

        int width() {
            return switch (type) {
                case "F64", "I64" -> 8;
                case "F32", "I32" -> 4;
                case "F16", "BF16", "I16" -> 2;
                default -> 1;
            };
        }

        long bytes() {
            return count * width();
        }
    }

    /**
     * A tensor: a way to walk through a storage.
     *
     * @param offset place of the first value
     * @param stride steps in the storage for a step along each side
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record View(Storage storage, long offset, long[] shape, long[] stride) {
        View {
            long last = offset;
            for (int i = 0; i < shape.length; i++) {
                if (shape.length != stride.length || shape[i] < 0 || stride[i] < 0) {
                    throw TorchFile.unreadable("a tensor has the shape %s".formatted(Arrays.toString(shape)));
                }
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[i] - 1), stride[i]));
            }
            long count = Tensor.count(shape);
            if (offset < 0 || count > storage.count() || (count > 0 && last >= storage.count())) {
                throw TorchFile.unreadable("a tensor of shape %s does not fit its storage of %d values"
                        .formatted(Arrays.toString(shape), storage.count()));
            }
        }

        static View of(List<Object> arguments) {
            return new View(
                    (Storage) arguments.get(0), (Long) arguments.get(1), sides((Tuple) arguments.get(2)), sides((Tuple)
                            arguments.get(3)));
        }

        private static long[] sides(Tuple tuple) {
            return tuple.items().stream().mapToLong(side -> (Long) side).toArray();
        }

        long bytes() {
            return Tensor.count(shape) * storage.width();
        }

        /** The values row by row, from those of the whole storage. */
        byte[] of(byte[] bytes) {
            int width = storage.width();
            byte[] values = new byte[Math.toIntExact(bytes())];
            long[] index = new long[shape.length];
            long from = offset;
            for (int to = 0; to < values.length; to += width) {
                System.arraycopy(bytes, (int) from * width, values, to, width);
                int side = shape.length - 1;
                while (side >= 0 && index[side] == shape[side] - 1) {
                    from -= index[side] * stride[side];
                    index[side--] = 0;
                }
                if (side >= 0) {
                    index[side]++;
                    from += stride[side];
                }
            }
            return values;
        }
    }

    /** The state dict of a document: itself, or the one dictionary with tensors that it holds, as checkpoints do under {@code model}. */
    static StateDict of(Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            throw TorchFile.unreadable("it holds no dictionary");
        }
        Map<String, View> own = tensors(map);
        if (!own.isEmpty()) {
            return new StateDict(own);
        }
        Map<String, Map<String, View>> inner = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested && !tensors(nested).isEmpty()) {
                inner.put(String.valueOf(key), tensors(nested));
            }
        });
        if (inner.size() != 1) {
            throw TorchFile.unreadable(
                    inner.isEmpty()
                            ? "it holds no tensors"
                            : "it holds several, %s".formatted(String.join(", ", inner.keySet())));
        }
        return new StateDict(inner.values().iterator().next());
    }

    private static Map<String, View> tensors(Map<?, ?> map) {
        Map<String, View> tensors = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value instanceof View view) {
                tensors.put(String.valueOf(key), view);
            }
        });
        return tensors;
    }

    /** The storages of all tensors by key. */
    Map<String, Storage> storages() {
        return views.values().stream()
                .map(View::storage)
                .collect(Collectors.toMap(Storage::key, Function.identity(), (a, b) -> a));
    }
}
