package org.isocenter.dicom.retrieve;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.decode.BlobOctets;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.ObjectHead;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.query.Pages;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;

/** Finds stored instances for those who retrieve them and opens them; each look at a study is audited. */
@ApplicationScoped
public class Retrieval {
    private static final List<HeaderKey> KEYS = List.of(HeaderKey.STUDY_UID, HeaderKey.SERIES_UID, HeaderKey.SOP_UID);

    private final StudyIndex index;
    private final BlobStore store;
    private final AuditLog audit;

    Retrieval(StudyIndex index, BlobStore store, AuditLog audit) {
        this.index = index;
        this.store = store;
        this.audit = audit;
    }

    /**
     * The instances of a study, a series or of one instance, in order; {@code NOT_FOUND} where there are none.
     *
     * @param path UIDs of study, series and instance, as many as are known
     */
    public Iterable<InstanceRecord> instances(Project project, String... path) {
        Page<InstanceRecord> first = page(project, path);
        Function<StudyQuery, Page<InstanceRecord>> pages =
                asked -> asked.cursor().isEmpty() ? first : index.find(asked);
        return new Pages<>(query(project, path), pages.andThen(page -> audited(project, path[0], page)));
    }

    private Page<InstanceRecord> page(Project project, String... path) {
        Page<InstanceRecord> first = index.find(query(project, path));
        if (first.items().isEmpty()) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no such thing in this project");
        }
        return first;
    }

    private static StudyQuery query(Project project, String... path) {
        List<Criterion> criteria = new ArrayList<>();
        for (int i = 0; i < path.length; i++) {
            criteria.add(Criterion.is(KEYS.get(i), path[i]));
        }
        return new StudyQuery(project.id(), criteria, Optional.empty(), StudyQuery.MAX_LIMIT);
    }

    /** One instance; {@code NOT_FOUND} where there is none. */
    public InstanceRecord instance(Project project, String study, String series, String instance) {
        return instances(project, study, series, instance).iterator().next();
    }

    /** The instance that stands for a study or a series: the one in the middle, as far as a page reaches. */
    public InstanceRecord representative(Project project, String... path) {
        List<InstanceRecord> items = page(project, path).items();
        audited(project, path[0], new Page<>(items.subList(0, 1), Optional.empty()));
        return items.get(items.size() / 2);
    }

    private Page<InstanceRecord> audited(Project project, String study, Page<InstanceRecord> page) {
        audit.imageRead(AuditEntry.of(
                        AuditType.DICOM_INSTANCES_ACCESSED,
                        AuditAction.READ,
                        project.id().value(),
                        "study",
                        study)
                .times(page.items().size()));
        return page;
    }

    /** The object's bytes as they are stored. */
    public InputStream open(InstanceRecord instance) {
        return store.open(instance.blob());
    }

    /** The same bytes, for those who want some of them. */
    public Octets octets(InstanceRecord instance) {
        return new BlobOctets(store, instance.blob());
    }

    /** How the object is stored. */
    public TransferSyntax syntax(InstanceRecord instance) {
        return Part10Reader.syntax(octets(instance));
    }

    /** The object; its large values stay in the store until they are asked for. */
    public DicomObject read(InstanceRecord instance) {
        return Part10Reader.read(octets(instance));
    }

    /** The object up to its pixel data. */
    public ObjectHead head(InstanceRecord instance) {
        return ObjectHead.read(octets(instance));
    }
}
