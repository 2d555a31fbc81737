package org.isocenter.dicom.deidentify;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/**
 * C of the Clean options: clinical words stay, everything else goes; where nothing stays, the Basic action is taken.
 *
 * @param fallback the Basic action of the row
 */
record CleanText(Action fallback) implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        List<String> cleaned = dataset.strings(element.tag()).stream()
                .map(value -> TextCleaner.clean(value, subject.known()))
                .toList();
        if (cleaned.stream().allMatch(String::isEmpty)) {
            fallback.apply(dataset, element, subject);
        } else {
            dataset.set(element.tag(), element.vr(), cleaned.toArray(String[]::new));
        }
    }

    @Override
    public String code() {
        return "C";
    }
}
