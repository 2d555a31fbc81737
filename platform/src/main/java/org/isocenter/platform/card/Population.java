package org.isocenter.platform.card;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.card.ModelCard.Ages;
import org.isocenter.platform.card.ModelCard.Data;
import org.isocenter.platform.card.ModelCard.Group;
import org.isocenter.platform.card.ModelCard.Side;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;

/** Who and what a cohort version is made of, from the headers that survived de-identification. */
final class Population {
    static final String NOT_STATED = "not stated";

    private static final Pattern AGE = Pattern.compile("(\\d{3})([DWMY])");

    private final CohortVersion version;
    private final Map<SopInstanceUid, InstanceRecord> instances;

    Population(CohortVersion version, StudyIndex index) {
        this.version = version;
        this.instances = index.get(
                version.cohort().project(),
                version.members().stream().map(each -> each.frame().instance()).collect(toSet()));
    }

    Data data() {
        return new Data(
                version.cohort().name(),
                version.number(),
                version.sha256(),
                version.lost(),
                sides(),
                groups(instance -> instance.modality().code()),
                groups(Population::scanner),
                groups(instance -> header(instance, "PatientSex")),
                ages());
    }

    private List<Side> sides() {
        return Arrays.stream(Partition.values())
                .map(side -> new Side(
                        side,
                        (int) patients(version.members(side).stream()).count(),
                        version.members(side).size()))
                .filter(side -> side.frames() > 0)
                .toList();
    }

    private static Stream<String> patients(Stream<CohortMember> members) {
        return members.map(each -> each.patient().toString()).distinct();
    }

    private List<Group> groups(Function<InstanceRecord, String> value) {
        Map<String, Set<String>> train = patientsBy(Partition.TRAIN, value);
        Map<String, Set<String>> test = patientsBy(Partition.TEST, value);
        return Stream.concat(train.keySet().stream(), test.keySet().stream())
                .distinct()
                .sorted()
                .map(each -> new Group(
                        each,
                        train.getOrDefault(each, Set.of()).size(),
                        test.getOrDefault(each, Set.of()).size()))
                .toList();
    }

    private Map<String, Set<String>> patientsBy(Partition side, Function<InstanceRecord, String> value) {
        Map<String, Set<String>> patients = new TreeMap<>();
        for (CohortMember member : version.members(side)) {
            InstanceRecord instance = instances.get(member.frame().instance());
            if (instance != null) {
                patients.computeIfAbsent(value.apply(instance), key -> new HashSet<>())
                        .add(member.patient().toString());
            }
        }
        return patients;
    }

    private static String scanner(InstanceRecord instance) {
        String known = Stream.of("Manufacturer", "ManufacturerModelName")
                .map(keyword -> header(instance, keyword))
                .filter(value -> !value.equals(NOT_STATED))
                .collect(Collectors.joining(" "));
        return known.isEmpty() ? NOT_STATED : known;
    }

    private static String header(InstanceRecord instance, String keyword) {
        String value =
                String.valueOf(instance.headers().getOrDefault(keyword, "")).strip();
        return value.isEmpty() ? NOT_STATED : value;
    }

    private Optional<Ages> ages() {
        var years = version.members().stream()
                .map(member -> instances.get(member.frame().instance()))
                .filter(instance -> instance != null)
                .flatMap(instance -> years(header(instance, "PatientAge")).stream())
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return years.getCount() == 0 ? Optional.empty() : Optional.of(new Ages(years.getMin(), years.getMax()));
    }

    /** Whole years of an age string such as {@code 045Y} or {@code 007M}. */
    static Optional<Integer> years(String age) {
        Matcher parts = AGE.matcher(age);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "Y" -> count;
                    case "M" -> count / 12;
                    case "W" -> count / 52;
                    default -> count / 365;
                });
    }
}
