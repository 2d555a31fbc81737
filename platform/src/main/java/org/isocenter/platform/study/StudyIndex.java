package org.isocenter.platform.study;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.project.ProjectId;

/** Knows every stored instance by its de-identified headers. */
public interface StudyIndex {

    /** Adds an instance in one transaction with its audit event; false where the project has it already. */
    boolean index(InstanceRecord instance);

    /** Instances in the order of study, series, instance number and UID. */
    Page<InstanceRecord> find(StudyQuery query);

    /** The studies that have an instance which meets the query, by UID. */
    Page<Study> studies(StudyQuery query);

    /** The series that have an instance which meets the query, by UID. */
    Page<Series> series(StudyQuery query);

    Optional<InstanceRecord> get(ProjectId project, SopInstanceUid instance);

    /** Those instances of the project that there are, by UID. */
    Map<SopInstanceUid, InstanceRecord> get(ProjectId project, Collection<SopInstanceUid> instances);

    /** Instances by the keyed hash of the path they were imported from; unknown keys are left out. */
    Map<String, InstanceRecord> bySourceKey(ProjectId project, Collection<String> sourceKeys);
}
