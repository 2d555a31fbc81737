package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultAuthor;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.result.ResultWriter;
import org.isocenter.platform.study.InstanceRecord;

/** Writes nothing: the DICOM toolkit is not known here. */
@ApplicationScoped
class NoResults implements ResultWriter {
    @Override
    public List<InstanceRecord> write(
            ResultAuthor author, List<String> classes, Set<ResultForm> forms, List<FrameResult> results) {
        return List.of();
    }
}
