package org.isocenter.training.curation;

import java.util.List;
import org.isocenter.training.data.FrameSource;

/**
 * What is looked at.
 *
 * @param frames all images
 * @param patients one name per image
 * @param stacks one name per image: slices of one volume share it, since neighbours in a volume are alike and no copies
 * @param labels class of each image as an index into classes, -1 where none is known or none may be read
 * @param classes names of the classes; empty where there are no labels
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CurationSet(
        FrameSource frames, List<String> patients, List<String> stacks, int[] labels, List<String> classes) {
    public CurationSet {
        patients = List.copyOf(patients);
        stacks = List.copyOf(stacks);
        classes = List.copyOf(classes);
        if (patients.size() != frames.size() || stacks.size() != frames.size() || labels.length != frames.size()) {
            throw new IllegalArgumentException(
                    "one patient, stack and label (or -1) per image, %d images, %d patients, %d stacks, %d labels"
                            .formatted(frames.size(), patients.size(), stacks.size(), labels.length));
        }
    }
}
