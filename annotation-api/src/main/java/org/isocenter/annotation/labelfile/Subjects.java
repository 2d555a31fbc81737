package org.isocenter.annotation.labelfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.annotation.labelfile.LabelRow.Name;
import org.isocenter.annotation.labelfile.LabelRow.Subject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.Pseudonyms;
import org.isocenter.platform.security.SourceKey;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;

/** Finds what rows name: original names are mapped with the project's key, as de-identification maps them, and dropped. */
final class Subjects {
    private static final int BATCH = 500;

    private final StudyIndex index;
    private final ProjectId project;
    private final byte[] key;
    private final Map<Subject, List<InstanceRecord>> found = new HashMap<>();

    Subjects(StudyIndex index, ProjectId project, byte[] key, Collection<LabelRow> rows) {
        this.index = index;
        this.project = project;
        this.key = key.clone();
        findImages(rows);
        findObjects(rows, Name.SOP_UID, HeaderKey.SOP_UID);
        findObjects(rows, Name.SERIES_UID, HeaderKey.SERIES_UID);
        findObjects(rows, Name.STUDY_UID, HeaderKey.STUDY_UID);
        findObjects(rows, Name.PATIENT, HeaderKey.PATIENT);
    }

    /** The instances that a row names, at least one; {@code UNKNOWN_IMAGE} with its line otherwise. */
    List<InstanceRecord> of(LabelRow row) {
        return Optional.ofNullable(found.get(row.subject()))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.UNKNOWN_IMAGE,
                        "line %d: the column %s names nothing that is in the project; correct it or import the image"
                                .formatted(row.line(), row.subject().name())));
    }

    private void findImages(Collection<LabelRow> rows) {
        Map<String, Subject> byKey = new HashMap<>();
        named(rows, Name.IMAGE).forEach(subject -> byKey.put(SourceKey.of(key, subject.value()), subject));
        index.bySourceKey(project, byKey.keySet())
                .forEach((source, instance) -> byKey.computeIfPresent(source, (ignored, subject) -> {
                    found.put(subject, List.of(instance));
                    return subject;
                }));
    }

    private void findObjects(Collection<LabelRow> rows, Name name, HeaderKey header) {
        Map<String, Subject> byMapped = new HashMap<>();
        named(rows, name).forEach(subject -> byMapped.put(mapped(subject), subject));
        List<String> values = List.copyOf(byMapped.keySet());
        for (int from = 0; from < values.size(); from += BATCH) {
            List<String> some = values.subList(from, Math.min(values.size(), from + BATCH));
            for (InstanceRecord instance : all(new Criterion.OneOf(header, some))) {
                Optional.ofNullable(byMapped.get(value(name, instance)))
                        .ifPresent(subject -> found.computeIfAbsent(subject, ignored -> new ArrayList<>())
                                .add(instance));
            }
        }
    }

    private static List<Subject> named(Collection<LabelRow> rows, Name name) {
        return rows.stream()
                .map(LabelRow::subject)
                .filter(subject -> subject.name() == name)
                .distinct()
                .toList();
    }

    private String mapped(Subject subject) {
        KeyedHash hash = new KeyedHash(key);
        return subject.name() == Name.PATIENT
                ? new Pseudonyms(hash).of(Pseudonyms.patientKey(subject.value(), ""))
                : new KeyedUids(hash).map(subject.value());
    }

    private static String value(Name name, InstanceRecord instance) {
        return switch (name) {
            case SERIES_UID -> instance.series().value();
            case STUDY_UID -> instance.study().value();
            case PATIENT -> instance.patient().value();
            case SOP_UID, IMAGE -> instance.instance().value();
        };
    }

    private List<InstanceRecord> all(Criterion criterion) {
        List<InstanceRecord> all = new ArrayList<>();
        Optional<StudyQuery> query = Optional.of(StudyQuery.of(project, criterion));
        while (query.isPresent()) {
            StudyQuery asked = query.get();
            Page<InstanceRecord> page = index.find(asked);
            all.addAll(page.items());
            query = page.next().map(asked::after);
        }
        return all;
    }
}
