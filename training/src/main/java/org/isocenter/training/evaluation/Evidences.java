package org.isocenter.training.evaluation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.isocenter.platform.model.Calibration;
import org.isocenter.platform.model.Evidence;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.platform.model.NearDuplicateFigures;
import org.isocenter.platform.model.Subgroup;
import org.isocenter.training.metric.PatientBootstrap;

/**
 * Gathers what stands behind a head's figures.
 *
 * @param bootstrap of the intervals
 * @param test whose frames were measured
 * @param known of the frames beside their labels
 */
record Evidences(PatientBootstrap bootstrap, TestSet test, Circumstances known) {
    /** From here on a group of patients says something: the interval of a share of them reaches no further than 22 % to either side. */
    private static final int ENOUGH = 20;

    Evidence of(Measured measured, Optional<Calibration> calibration, List<String> notes) {
        return new Evidence(
                perClass(measured), calibration, subgroups(measured), withoutNearDuplicates(measured), notes);
    }

    private Map<String, Map<String, MetricValue>> perClass(Measured measured) {
        Map<String, Map<String, MetricValue>> values = new LinkedHashMap<>();
        measured.perClass().forEach((name, figures) -> values.put(name, bootstrap.intervals(test.patients(), figures)));
        return values;
    }

    private List<Subgroup> subgroups(Measured measured) {
        List<Subgroup> rows = new ArrayList<>();
        for (String way : known.ways()) {
            Map<String, List<Integer>> groups = IntStream.range(
                            0, test.members().size())
                    .boxed()
                    .collect(groupingBy(place -> group(way, place), TreeMap::new, toList()));
            groups.forEach((value, places) -> rows.add(subgroup(way, value, places, measured)));
        }
        return rows;
    }

    private String group(String way, int place) {
        return known.groups()
                .getOrDefault(way, Map.of())
                .getOrDefault(test.members().get(place).frame(), "not stated");
    }

    private Subgroup subgroup(String way, String value, List<Integer> places, Measured measured) {
        int[] some = places.stream().mapToInt(Integer::intValue).toArray();
        int patients = patients(places);
        return new Subgroup(
                way,
                value,
                patients,
                places.size(),
                bootstrap.intervals(names(places), main(measured.only(some))),
                patients >= ENOUGH
                        ? Optional.empty()
                        : Optional.of(
                                "%d patients are too few to compare: below %d a single patient moves a figure by more than its difference to another group may mean"
                                        .formatted(patients, ENOUGH)));
    }

    private static Map<String, ToDoubleFunction<int[]>> main(Measured measured) {
        Map<String, ToDoubleFunction<int[]>> figures = new LinkedHashMap<>(measured.overall());
        figures.keySet().retainAll(measured.main());
        return figures;
    }

    private Optional<NearDuplicateFigures> withoutNearDuplicates(Measured measured) {
        return known.nearDuplicates().map(near -> {
            List<Integer> left = IntStream.range(0, test.members().size())
                    .filter(place -> !near.contains(test.members().get(place).frame()))
                    .boxed()
                    .toList();
            int[] some = left.stream().mapToInt(Integer::intValue).toArray();
            return new NearDuplicateFigures(
                    test.members().size() - left.size(),
                    patients(left),
                    left.size(),
                    left.isEmpty()
                            ? Map.of()
                            : bootstrap.intervals(
                                    names(left), measured.only(some).overall()));
        });
    }

    private List<String> names(List<Integer> places) {
        return places.stream().map(test.patients()::get).toList();
    }

    private int patients(List<Integer> places) {
        return (int) names(places).stream().distinct().count();
    }
}
