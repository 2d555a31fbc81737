package org.isocenter.training.worker;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyIndex;

/** Which group each test image belongs to, by the headers that survived de-identification. */
@ApplicationScoped
class TestCircumstances {
    static final String REMOVED = "removed by profile";
    static final String NOT_STATED = "not stated";

    private static final Pattern AGE = Pattern.compile("(\\d{3})([DWMY])");
    private static final int[] BANDS = {18, 40, 60, 80};

    private final StudyIndex index;

    TestCircumstances(StudyIndex index) {
        this.index = index;
    }

    /** By sex, age, scanner, site and view the group of each frame; a way of which no image states anything is left out. */
    Map<String, Map<FrameId, String>> groups(ProjectId project, List<CohortMember> members) {
        Map<SopInstanceUid, InstanceRecord> instances = index.get(
                project, members.stream().map(each -> each.frame().instance()).collect(toSet()));
        Map<String, Map<FrameId, String>> groups = new LinkedHashMap<>();
        put(groups, "sex", members, instances, instance -> value(instance, "PatientSex"));
        put(groups, "age", members, instances, instance -> band(value(instance, "PatientAge")));
        put(groups, "scanner", members, instances, TestCircumstances::scanner);
        put(groups, "site", members, instances, instance -> value(instance, "InstitutionName"));
        put(groups, "view", members, instances, instance -> value(instance, "ViewPosition"));
        return groups;
    }

    private static void put(
            Map<String, Map<FrameId, String>> groups,
            String way,
            List<CohortMember> members,
            Map<SopInstanceUid, InstanceRecord> instances,
            Function<InstanceRecord, String> group) {
        Map<FrameId, String> values = new LinkedHashMap<>();
        for (CohortMember member : members) {
            InstanceRecord instance = instances.get(member.frame().instance());
            values.put(member.frame(), instance == null ? NOT_STATED : group.apply(instance));
        }
        if (!Set.of(NOT_STATED).containsAll(values.values())) {
            groups.put(way, values);
        }
    }

    private static String value(InstanceRecord instance, String keyword) {
        if (instance.isTakenAway(keyword)) {
            return REMOVED;
        }
        String text =
                String.valueOf(instance.headers().getOrDefault(keyword, "")).strip();
        return text.isEmpty() ? NOT_STATED : text;
    }

    /** Manufacturer and model, or the one of them that there is. */
    private static String scanner(InstanceRecord instance) {
        List<String> parts = Stream.of("Manufacturer", "ManufacturerModelName")
                .map(keyword -> value(instance, keyword))
                .toList();
        String known = parts.stream()
                .filter(part -> !part.equals(REMOVED) && !part.equals(NOT_STATED))
                .collect(Collectors.joining(" "));
        return known.isEmpty() ? parts.contains(REMOVED) ? REMOVED : NOT_STATED : known;
    }

    /** The band of an age string such as {@code 045Y} or {@code 007M}. */
    static String band(String age) {
        Matcher parts = AGE.matcher(age);
        if (!parts.matches()) {
            return age.equals(REMOVED) ? REMOVED : NOT_STATED;
        }
        int years = parts.group(2).equals("Y") ? Integer.parseInt(parts.group(1)) : months(parts) / 12;
        if (years < BANDS[0]) {
            return "below 18";
        }
        for (int band = 1; band < BANDS.length; band++) {
            if (years < BANDS[band]) {
                return "%d to %d".formatted(BANDS[band - 1], BANDS[band] - 1);
            }
        }
        return "from 80 on";
    }

    private static int months(Matcher parts) {
        int count = Integer.parseInt(parts.group(1));
        return parts.group(2).equals("M") ? count : count * (parts.group(2).equals("W") ? 7 : 1) / 30;
    }
}
