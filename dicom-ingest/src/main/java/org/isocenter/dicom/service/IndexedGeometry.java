package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.decode.BlobOctets;
import org.isocenter.dicom.geometry.StudyGeometry;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.SeriesGeometries;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.study.StudyUid;

/**
 * The geometry of series as the index has them at the moment: a late slice that closes a gap is seen at once, and nothing
 * that was worked out before can be out of date.
 */
@ApplicationScoped
public class IndexedGeometry implements SeriesGeometries {
    private final StudyIndex index;
    private final BlobStore store;

    IndexedGeometry(StudyIndex index, BlobStore store) {
        this.index = index;
        this.store = store;
    }

    @Override
    public List<SeriesQuality> of(ProjectId project, StudyUid study) {
        List<InstanceRecord> instances = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<InstanceRecord> page = index.find(new StudyQuery(
                    project, List.of(Criterion.is(HeaderKey.STUDY_UID, study.value())), cursor, StudyQuery.MAX_LIMIT));
            instances.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return StudyGeometry.of(instances, this::header);
    }

    private Dataset header(InstanceRecord instance) {
        return Part10Reader.read(new BlobOctets(store, instance.blob())).dataset();
    }
}
