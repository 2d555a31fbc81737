package org.isocenter.platform.study;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.project.DuplicatePolicy;
import org.isocenter.platform.project.ProjectId;

/** Knows every stored instance by its de-identified headers. */
public interface StudyIndex {

    /**
     * Adds an instance in one transaction with its audit event, which certifies how it was de-identified. Where the project
     * has it with other content the policy decides.
     *
     * @return whether it is the one that is found from now on; false where the one before it stays
     * @throws org.isocenter.platform.error.PlatformException {@code DUPLICATE_INSTANCE} where the policy refuses it
     */
    boolean index(InstanceRecord instance, DuplicatePolicy policy, Certificate certificate);

    /** The same where the first of two stays, and nothing was done to it. */
    default boolean index(InstanceRecord instance) {
        return index(instance, DuplicatePolicy.IGNORE);
    }

    /** The same of an instance to which nothing was done. */
    default boolean index(InstanceRecord instance, DuplicatePolicy policy) {
        return index(instance, policy, Certificate.NONE);
    }

    /**
     * The stored object of an instance that comes again and stays as it is, because the content is the same or the policy keeps the first; empty where
     * the instance is new or is to take that one's place.
     *
     * @param digest of the object as it was received now
     * @throws org.isocenter.platform.error.PlatformException {@code DUPLICATE_INSTANCE} where the policy refuses it
     */
    Optional<BlobKey> repeated(ProjectId project, SopInstanceUid instance, String digest, DuplicatePolicy policy);

    /** Gives an instance whose stored object is lost another one of the same content. */
    void repair(InstanceRecord instance);

    /** Every content of an instance that the project keeps, the newest first; empty where it has no such instance. */
    List<InstanceVersion> versions(ProjectId project, SopInstanceUid instance);

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
