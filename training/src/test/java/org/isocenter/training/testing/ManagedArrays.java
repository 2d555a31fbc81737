package org.isocenter.training.testing;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts the arrays that a manager and the managers beneath it still hold. */
public final class ManagedArrays {
    public static int count(NDManager manager) {
        int count = 0;
        for (Object held : held(manager).values()) {
            if (held instanceof NDManager beneath) {
                count += count(beneath);
            } else if (held instanceof NDArray) {
                count++;
            }
        }
        return count;
    }

    private static Map<?, ?> held(NDManager manager) {
        try {
            Field resources = BaseNDManager.class.getDeclaredField("resources");
            resources.setAccessible(true);
            return (Map<?, ?>) resources.get(manager);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("DJL holds its arrays elsewhere now", e);
        }
    }

    private ManagedArrays() {}
}
