package org.isocenter.platform.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.Pseudonyms;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;

/**
 * Finds instances by what they were called before de-identification: names are mapped with the project's key, as
 * de-identification maps them, and dropped.
 */
final class OriginalNames {
    private static final int BATCH = 500;

    private final StudyIndex index;
    private final ProjectId project;
    private final KeyedUids uids;
    private final Pseudonyms pseudonyms;

    OriginalNames(StudyIndex index, ProjectId project, byte[] key) {
        KeyedHash hash = new KeyedHash(key);
        this.index = index;
        this.project = project;
        this.uids = new KeyedUids(hash);
        this.pseudonyms = new Pseudonyms(hash);
    }

    /** The instances by original name; names of nothing are left out. */
    Map<String, List<InstanceRecord>> find(HeaderKey header, Collection<String> originals) {
        Map<String, String> byMapped = new HashMap<>();
        originals.forEach(original -> byMapped.put(mapped(header, original), original));
        List<String> values = List.copyOf(byMapped.keySet());
        Map<String, List<InstanceRecord>> found = new HashMap<>();
        for (int from = 0; from < values.size(); from += BATCH) {
            List<String> some = values.subList(from, Math.min(values.size(), from + BATCH));
            all(new Criterion.OneOf(header, some))
                    .forEach(instance -> Optional.ofNullable(byMapped.get(value(header, instance)))
                            .ifPresent(original -> found.computeIfAbsent(original, ignored -> new ArrayList<>())
                                    .add(instance)));
        }
        return found;
    }

    private String mapped(HeaderKey header, String original) {
        return header.equals(HeaderKey.PATIENT)
                ? pseudonyms.of(Pseudonyms.patientKey(original, ""))
                : uids.map(original);
    }

    private static String value(HeaderKey header, InstanceRecord instance) {
        if (header.equals(HeaderKey.PATIENT)) {
            return instance.patient().value();
        }
        if (header.equals(HeaderKey.STUDY_UID)) {
            return instance.study().value();
        }
        return header.equals(HeaderKey.SERIES_UID)
                ? instance.series().value()
                : instance.instance().value();
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
