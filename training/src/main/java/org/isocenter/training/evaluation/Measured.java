package org.isocenter.training.evaluation;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a head said of test frames beside what is true of them; every figure is a function of how often each frame was drawn. */
public interface Measured {
    /** Figures over all classes, by name. */
    Map<String, ToDoubleFunction<int[]>> overall();

    /** Figures of each class against all others. */
    Map<String, Map<String, ToDoubleFunction<int[]>>> perClass();

    /** The figures that small groups are told by. */
    List<String> main();

    /** The same of some frames only. */
    Measured only(int[] places);
}
