package org.isocenter.dicom.pipeline;

import java.util.List;
import org.isocenter.dicom.deidentify.Deidentified;
import org.isocenter.dicom.iod.Violation;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.study.QualityEvent.Kind;

/** What the scanner left out, in the words of the ground. */
final class Quality {
    private Quality() {}

    static List<QualityEvent> of(Deidentified cleaned) {
        return cleaned.violations().stream().map(Quality::event).toList();
    }

    private static QualityEvent event(Violation violation) {
        Kind kind =
                switch (violation.kind()) {
                    case MISSING -> Kind.MISSING_ATTRIBUTE;
                    case EMPTY -> Kind.EMPTY_ATTRIBUTE;
                };
        return new QualityEvent(kind, violation.path());
    }
}
