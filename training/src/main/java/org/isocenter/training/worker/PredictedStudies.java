package org.isocenter.training.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;

/** Members in parts of whole studies, so that a large cohort fits into the memory and every study's objects are made at once. */
final class PredictedStudies {
    private static final int FRAMES_PER_PART = 64;

    private PredictedStudies() {}

    /**
     * Frames of some whole studies.
     *
     * @param members study by study
     * @param instances of each member
     */
    record Part(List<CohortMember> members, List<InstanceRecord> instances) {
        List<Modality> modalities() {
            return instances.stream().map(InstanceRecord::modality).toList();
        }
    }

    /** Parts of at least 64 frames each but the last; {@code UNKNOWN_IMAGE} where one is no longer there. */
    static List<Part> parts(List<CohortMember> members, Map<SopInstanceUid, InstanceRecord> records) {
        Map<String, Part> byStudy = new LinkedHashMap<>();
        for (CohortMember member : members) {
            InstanceRecord instance = records.get(member.frame().instance());
            if (instance == null) {
                throw new PlatformException(
                        ErrorCode.UNKNOWN_IMAGE,
                        "the project has no image %s; name images that it has"
                                .formatted(member.frame().instance()));
            }
            Part study = byStudy.computeIfAbsent(
                    instance.study().value(), key -> new Part(new ArrayList<>(), new ArrayList<>()));
            study.members().add(member);
            study.instances().add(instance);
        }
        List<Part> parts = new ArrayList<>();
        for (Part study : byStudy.values()) {
            Part last = parts.isEmpty() ? study : parts.get(parts.size() - 1);
            if (parts.isEmpty() || last.members().size() >= FRAMES_PER_PART) {
                parts.add(study);
            } else {
                last.members().addAll(study.members());
                last.instances().addAll(study.instances());
            }
        }
        return parts;
    }
}
