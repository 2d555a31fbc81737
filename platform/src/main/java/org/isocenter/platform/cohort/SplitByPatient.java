package org.isocenter.platform.cohort;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.Pseudonym;

/** Puts every frame on a side so that no patient stands on two; the same input and seed give the same split. */
public final class SplitByPatient {
    private SplitByPatient() {}

    /**
     * Splits, and sorts the members by frame.
     *
     * @throws PlatformException {@code COHORT_TOO_SMALL} where a wanted side would stay empty,
     *     {@code SPLIT_CROSSES_PATIENT} where a given split puts a patient on two sides
     */
    public static List<CohortMember> split(List<Candidate> candidates, Split split) {
        Map<Pseudonym, List<Candidate>> byPatient = byPatient(candidates);
        Map<Pseudonym, Partition> sides = sides(byPatient, split);
        return candidates.stream()
                .map(candidate -> candidate.on(sides.get(candidate.patient())))
                .sorted(Comparator.comparing(CohortMember::frame))
                .toList();
    }

    private static Map<Pseudonym, Partition> sides(Map<Pseudonym, List<Candidate>> byPatient, Split split) {
        if (split instanceof Split.Seeded seeded) {
            return drawn(byPatient, seeded);
        }
        if (split instanceof Split.Given given) {
            return given(byPatient, given);
        }
        requirePatients(1, byPatient.size());
        Map<Pseudonym, Partition> sides = new HashMap<>();
        byPatient.keySet().forEach(patient -> sides.put(patient, Partition.UNLABELLED));
        return sides;
    }

    private static Map<Pseudonym, Partition> drawn(Map<Pseudonym, List<Candidate>> byPatient, Split.Seeded split) {
        requirePatients(wanted(split).size(), byPatient.size());
        Map<String, List<Pseudonym>> strata = new TreeMap<>(
                byPatient.keySet().stream().collect(groupingBy(patient -> stratum(byPatient.get(patient), split))));
        Map<Pseudonym, Partition> sides = new HashMap<>();
        Random random = new Random(split.seed());
        strata.values().forEach(patients -> deal(patients, split, random, sides));
        Set<Partition> missing = wanted(split);
        missing.removeAll(sides.values());
        if (!missing.isEmpty()) {
            throw tooSmall("no class has a patient to spare for " + missing);
        }
        return sides;
    }

    private static void deal(
            List<Pseudonym> patients, Split.Seeded split, Random random, Map<Pseudonym, Partition> sides) {
        List<Pseudonym> order = new ArrayList<>(patients);
        order.sort(Comparator.comparing(Pseudonym::value));
        Collections.shuffle(order, random);
        boolean enough = order.size() >= wanted(split).size();
        int test = enough ? share(split.test(), order.size()) : 0;
        int validation = enough ? Math.min(share(split.validation(), order.size()), order.size() - test - 1) : 0;
        for (int i = 0; i < order.size(); i++) {
            sides.put(
                    order.get(i), i < test ? Partition.TEST : i < test + validation ? Partition.VAL : Partition.TRAIN);
        }
    }

    private static int share(double share, int patients) {
        return share == 0 ? 0 : (int) Math.min(patients - 1L, Math.max(1, Math.round(share * patients)));
    }

    private static Set<Partition> wanted(Split.Seeded split) {
        Set<Partition> wanted = EnumSet.of(Partition.TRAIN);
        if (split.test() > 0) {
            wanted.add(Partition.TEST);
        }
        if (split.validation() > 0) {
            wanted.add(Partition.VAL);
        }
        return wanted;
    }

    /** A patient's most frequent class; the first by name where two are as frequent. */
    private static String stratum(List<Candidate> frames, Split.Seeded split) {
        Map<String, Long> counts = frames.stream()
                .map(frame -> split.strata().getOrDefault(frame.frame(), ""))
                .collect(groupingBy(name -> name, TreeMap::new, counting()));
        long most = Collections.max(counts.values());
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Map<Pseudonym, Partition> given(Map<Pseudonym, List<Candidate>> byPatient, Split.Given given) {
        Map<Pseudonym, Partition> sides = new HashMap<>();
        byPatient.forEach((patient, frames) -> sides.put(patient, side(frames, given)));
        requirePatients(
                2,
                sides.values().stream()
                        .filter(side -> side != Partition.UNLABELLED)
                        .count());
        return sides;
    }

    /** The side of a patient's named frames; its other frames follow, so that nothing of a test patient is trained on. */
    private static Partition side(List<Candidate> frames, Split.Given given) {
        Set<Partition> named = EnumSet.noneOf(Partition.class);
        frames.stream()
                .filter(frame -> given.partitions().containsKey(frame.frame()))
                .forEach(frame -> named.add(given.partitions().get(frame.frame())));
        if (named.size() > 1) {
            throw new PlatformException(
                    ErrorCode.SPLIT_CROSSES_PATIENT,
                    "the given split puts patient %s on the sides %s; one patient stands on one side"
                            .formatted(frames.get(0).patient(), named));
        }
        return named.isEmpty() ? Partition.UNLABELLED : named.iterator().next();
    }

    private static Map<Pseudonym, List<Candidate>> byPatient(List<Candidate> candidates) {
        return candidates.stream().collect(groupingBy(Candidate::patient));
    }

    private static void requirePatients(long needed, long found) {
        if (found < needed) {
            throw tooSmall("a split needs at least %d patient(s), the cohort has %d".formatted(needed, found));
        }
    }

    private static PlatformException tooSmall(String why) {
        return new PlatformException(ErrorCode.COHORT_TOO_SMALL, why + "; widen the query or split into fewer sides");
    }
}
