package org.isocenter.dicom.deidentify;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;

/**
 * K of a text: it stays but for strings that the same object shows to be identifiers, such as the patient's name.
 *
 * @param needsValue whether a dummy takes its place where nothing else is left
 */
record ScrubText(boolean needsValue) implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        List<String> values = dataset.strings(element.tag());
        int coded = element.tag() == Tag.IMAGE_TYPE ? 2 : 0;
        String[] scrubbed = new String[values.size()];
        for (int i = 0; i < scrubbed.length; i++) {
            scrubbed[i] = i < coded ? values.get(i) : subject.known().scrub(values.get(i));
        }
        if (needsValue && !values.isEmpty() && String.join("", scrubbed).isEmpty()) {
            Dummy.put(dataset, element.tag(), element.vr(), subject);
        } else if (!List.of(scrubbed).equals(values)) {
            dataset.set(element.tag(), element.vr(), scrubbed);
        }
    }

    @Override
    public String code() {
        return "K";
    }
}
