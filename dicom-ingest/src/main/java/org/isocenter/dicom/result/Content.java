package org.isocenter.dicom.result;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.isocenter.dicom.dataset.Fields;

/** Content items of a structured report (PS3.3 C.17.3). */
final class Content {
    static final String CONTAINS = "CONTAINS";
    static final String CONTEXT = "HAS OBS CONTEXT";
    static final String MODIFIER = "HAS CONCEPT MOD";
    static final String ACQUISITION = "HAS ACQ CONTEXT";

    private static final int DIGITS = 8;

    private Content() {}

    /** The document itself, or a part of it; {@code relation} is empty for the document. */
    static Fields container(String relation, Code name, List<Fields> children) {
        Fields item = item(relation, "CONTAINER", name).put("ContinuityOfContent", "SEPARATE");
        return children.isEmpty() ? item : item.items("ContentSequence", children);
    }

    static Fields code(String relation, Code name, Code value) {
        return item(relation, "CODE", name).item("ConceptCodeSequence", value.item());
    }

    static Fields text(String relation, Code name, String value) {
        return item(relation, "TEXT", name).put("TextValue", value);
    }

    static Fields uid(String relation, Code name, String value) {
        return item(relation, "UIDREF", name).put("UID", value);
    }

    /** A number, to eight digits. */
    static Fields number(Code name, double value, Code unit) {
        String text = new BigDecimal(value, new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toString();
        return item(CONTAINS, "NUM", name)
                .item(
                        "MeasuredValueSequence",
                        Fields.fresh().put("NumericValue", text).item("MeasurementUnitsCodeSequence", unit.item()));
    }

    /** An image, or frames or segments of one; without a name as it stands in a library. */
    static Fields image(Fields reference) {
        return Fields.fresh()
                .put("RelationshipType", CONTAINS)
                .put("ValueType", "IMAGE")
                .item("ReferencedSOPSequence", reference);
    }

    static Fields image(Code name, Fields reference) {
        return image(reference).item("ConceptNameCodeSequence", name.item());
    }

    private static Fields item(String relation, String type, Code name) {
        Fields item = Fields.fresh().put("ValueType", type).item("ConceptNameCodeSequence", name.item());
        return relation.isEmpty() ? item : item.put("RelationshipType", relation);
    }
}
