package org.isocenter.training.finetune;

import java.util.List;
import org.isocenter.training.data.FrameSource;

/**
 * What a classification head learns from: all training frames, of which a few carry a label.
 *
 * @param frames training frames, labelled or not; no test frame
 * @param places of the labelled ones among the frames
 * @param label class of each labelled one
 * @param patients patient of each labelled one
 * @param classes number of classes, at least 2
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LabelledClasses(FrameSource frames, int[] places, int[] label, List<String> patients, int classes) {
    public LabelledClasses {
        patients = List.copyOf(patients);
        if (places.length == 0 || places.length != label.length || places.length != patients.size() || classes < 2) {
            throw new IllegalArgumentException("%d places, %d labels and %d patients do not fit together"
                    .formatted(places.length, label.length, patients.size()));
        }
    }
}
