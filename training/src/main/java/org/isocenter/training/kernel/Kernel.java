package org.isocenter.training.kernel;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A piece of TorchScript that is called like a function: arrays in, arrays out. Inside a {@link Gradients} it is differentiated like any other
 * operation; its results belong to the manager of its first argument.
 *
 * <p>A kernel is loaded once per device and stays for the life of the process. Any number of threads may call it.
 */
public final class Kernel {
    private static final Map<String, Kernel> LOADED = new ConcurrentHashMap<>();

    /** The profiling executor would compile anew for every shape; it is a setting of each thread. */
    private static final ThreadLocal<Boolean> PLAIN_EXECUTOR = ThreadLocal.withInitial(() -> {
        JniUtils.setGraphExecutorOptimize(false);
        return true;
    });

    private final String name;
    private final Model model;

    private Kernel(String name, Map<String, String> constants, Device device) {
        this.name = name;
        this.model = Model.newInstance(name, device, "PyTorch");
        try {
            model.load(new ByteArrayInputStream(KernelArchive.of(KernelText.read(name, constants))));
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException("the kernel %s does not load".formatted(name), e);
        }
    }

    /** The kernel of a resource's name, such as {@code nt_xent}. */
    public static Kernel of(String name, Device device) {
        return of(name, Map.of(), device);
    }

    /** The same text with its {@code ${…}} places filled, such as the depths of a network. */
    public static Kernel of(String name, Map<String, String> constants, Device device) {
        return LOADED.computeIfAbsent(name + constants + device, key -> new Kernel(name, constants, device));
    }

    /** Runs the kernel; the results belong to the manager of the first argument. */
    public NDList run(Arguments arguments) {
        PLAIN_EXECUTOR.get();
        NDList list = arguments.list;
        NDManager manager = list.head().getManager();
        try {
            return model.getBlock().forward(new ParameterStore(manager, false), list, true);
        } catch (RuntimeException e) {
            throw new IllegalStateException("the kernel %s failed".formatted(name), e);
        }
    }

    /** What a kernel is called with, in the order of its parameters. */
    public static final class Arguments {
        private final NDList list = new NDList();

        /** A call whose first argument is this array; the results will belong to its manager. */
        public static Arguments of(NDArray first) {
            return new Arguments().and(first);
        }

        /** One {@code Tensor}. */
        public Arguments and(NDArray array) {
            array.setName("x");
            list.add(array);
            return this;
        }

        /** One {@code List[Tensor]} of at least one array; the name tells it from the list before. */
        public Arguments and(String listName, Collection<NDArray> arrays) {
            for (NDArray array : arrays) {
                array.setName(listName + "[]");
                list.add(array);
            }
            return this;
        }

        /** One {@code Tensor} of numbers in double precision, for settings. */
        public Arguments and(double... numbers) {
            return and(list.head().getManager().create(numbers));
        }
    }
}
