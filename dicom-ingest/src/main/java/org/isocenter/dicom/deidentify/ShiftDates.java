package org.isocenter.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Vr;

/**
 * C of the Modified Dates option: every value moves by the patient's offset. One value that is no date or time and the
 * whole element falls to the Basic action.
 *
 * @param fallback the Basic action of the row
 */
record ShiftDates(Action fallback) implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        List<String> values = dataset.strings(element.tag());
        List<String> shifted = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            Optional<String> time = element.vr() == Vr.DA ? timeBeside(dataset, element, i) : Optional.empty();
            Optional<String> moved = value.isBlank() ? Optional.of("") : shift(element.vr(), value, time, subject);
            moved.ifPresent(shifted::add);
        }
        if (shifted.size() < values.size()) {
            subject.tally().countInvalidDate();
            fallback.apply(dataset, element, subject);
        } else if (!values.isEmpty()) {
            dataset.set(element.tag(), element.vr(), shifted.toArray(String[]::new));
        }
    }

    private static Optional<String> shift(Vr vr, String value, Optional<String> time, Subject subject) {
        return switch (vr) {
            case DA -> subject.shift().date(value, time);
            case TM -> subject.shift().time(value);
            default -> subject.shift().dateTime(value);
        };
    }

    /** The time that belongs to a date: the attribute of the same keyword that ends in Time. */
    private static Optional<String> timeBeside(Dataset dataset, Element element, int index) {
        return Dictionary.keyword(element.tag())
                .filter(keyword -> keyword.endsWith("Date"))
                .flatMap(keyword -> Dictionary.tag(keyword.substring(0, keyword.length() - 4) + "Time"))
                .map(tag -> subjectTimes(dataset, tag))
                .filter(times -> index < times.size())
                .map(times -> times.get(index));
    }

    private static List<String> subjectTimes(Dataset dataset, int tag) {
        return dataset.strings(tag);
    }

    @Override
    public String code() {
        return "C";
    }
}
