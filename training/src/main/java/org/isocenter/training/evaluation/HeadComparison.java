package org.isocenter.training.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.study.FrameId;
import org.isocenter.training.metric.DeLong;
import org.isocenter.training.metric.McNemar;
import org.isocenter.training.metric.PatientBootstrap;

/**
 * Whether one head is better than another on the same test frames.
 *
 * @param differences of each figure, the first minus the second, with the interval of the difference over the same draws of patients
 * @param deLong two-sided p of equal AUROC, by class; empty for masks
 * @param decisions of how many frames each alone decides right; empty but for classes that exclude one another
 */
public record HeadComparison(
        Map<String, MetricValue> differences, Map<String, Double> deLong, Optional<Decided> decisions) {

    /**
     * Decisions that one head alone has right, and McNemar's test of them.
     *
     * @param firstOnly frames that the first alone decides right
     * @param secondOnly frames that the second alone decides right
     * @param p two-sided, exact where every patient has one frame, else by patient
     * @param how p was found
     */
    public record Decided(long firstOnly, long secondOnly, double p, String how) {}

    /** Compares two reports of the same test frames in the same order. */
    public static HeadComparison of(HeadReport first, HeadReport second, PatientBootstrap bootstrap) {
        return without(Set.of(), first, second, bootstrap).orElseThrow();
    }

    /** The same without some frames; empty where none is left. */
    public static Optional<HeadComparison> without(
            Set<FrameId> leftOut, HeadReport first, HeadReport second, PatientBootstrap bootstrap) {
        if (!frames(first).equals(frames(second))) {
            throw new IllegalArgumentException("two heads are compared on the same frames");
        }
        int[] places = IntStream.range(0, first.predictions().size())
                .filter(i -> !leftOut.contains(first.predictions().get(i).frame()))
                .toArray();
        List<String> patients = IntStream.of(places)
                .mapToObj(i -> first.predictions().get(i).patient().toString())
                .toList();
        Measured own = first.measured().only(places);
        Measured other = second.measured().only(places);
        return patients.isEmpty()
                ? Optional.empty()
                : Optional.of(new HeadComparison(
                        bootstrap.intervals(patients, differences(own.overall(), other.overall())),
                        deLong(own, other, patients),
                        decided(own, other, patients)));
    }

    private static List<?> frames(HeadReport report) {
        return report.predictions().stream().map(Prediction::frame).toList();
    }

    private static Map<String, ToDoubleFunction<int[]>> differences(
            Map<String, ToDoubleFunction<int[]>> first, Map<String, ToDoubleFunction<int[]>> second) {
        Map<String, ToDoubleFunction<int[]>> differences = new LinkedHashMap<>();
        first.forEach((name, own) -> Optional.ofNullable(second.get(name))
                .ifPresent(other ->
                        differences.put(name, times -> own.applyAsDouble(times) - other.applyAsDouble(times))));
        return differences;
    }

    private static Map<String, Double> deLong(Measured first, Measured second, List<String> patients) {
        Map<String, Double> p = new LinkedHashMap<>();
        if (first instanceof MeasuredProbabilities own && second instanceof MeasuredProbabilities other) {
            Map<String, DeLong> others = other.curves(patients);
            own.curves(patients).forEach((name, curve) -> {
                double each = curve.p(others.getOrDefault(name, curve));
                if (Double.isFinite(each)) {
                    p.put(name, each);
                }
            });
        }
        return p;
    }

    private static Optional<Decided> decided(Measured first, Measured second, List<String> patients) {
        if (first instanceof MeasuredClasses own && second instanceof MeasuredClasses other) {
            McNemar test = McNemar.of(own.right(), other.right());
            boolean oneEach = patients.stream().distinct().count() == patients.size();
            return Optional.of(new Decided(
                    test.firstOnly(),
                    test.secondOnly(),
                    oneEach ? test.exact() : McNemar.byPatient(own.right(), other.right(), patients),
                    oneEach
                            ? "McNemar, exact"
                            : "McNemar by patient (Durkalski 2003), for some patients have several images"));
        }
        return Optional.empty();
    }
}
