package org.isocenter.platform.result;

import java.util.List;
import java.util.Set;
import org.isocenter.platform.study.InstanceRecord;

/** Writes what a head says as DICOM objects, which refer to the images that they are about and lie in their studies, each kind in a series of its own. */
public interface ResultWriter {

    /**
     * Makes the objects of one study and puts them into the store; nothing is indexed yet. They have no frames as the index counts them, so that none ever becomes
     * a training image.
     *
     * @param classes of the head, in the order of its label scheme
     * @param forms which objects; a report on masks brings the Segmentation that it refers to
     * @param results about frames of one study
     * @return a record for each object; no Segmentation where nothing was drawn
     * @throws org.isocenter.platform.error.PlatformException where an image is no longer in the store
     */
    List<InstanceRecord> write(
            ResultAuthor author, List<String> classes, Set<ResultForm> forms, List<FrameResult> results);
}
