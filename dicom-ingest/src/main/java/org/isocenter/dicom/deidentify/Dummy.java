package org.isocenter.dicom.deidentify;

import java.util.List;
import java.util.Map;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.iod.AttributeType;
import org.isocenter.dicom.iod.Requirements;

/** Values that are legal and say nothing, for attributes that must have one. */
final class Dummy {
    /** What stands in every text that had to have one. */
    static final String TEXT = "REMOVED";

    /** Attributes whose readers know a few values only. */
    private static final Map<Integer, String> KNOWN_WORDS = Map.of(
            Tag.TIMEZONE_OFFSET_FROM_UTC, "+0000",
            Tag.RELATIONSHIP_TYPE, "CONTAINS",
            Tag.VALUE_TYPE, "TEXT",
            Tag.REFERENCED_SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.66");

    private Dummy() {}

    /** Gives an element a dummy; a sequence gets one item, still empty. */
    static void put(Dataset dataset, int tag, Vr vr, Subject subject) {
        String known = KNOWN_WORDS.get(tag);
        if (known != null && vr.isString()) {
            dataset.set(tag, vr, known);
            return;
        }
        switch (vr) {
            case SQ -> dataset.setItems(tag, List.of(new Dataset()));
            case DA -> dataset.set(tag, vr, "19000101");
            case DT -> dataset.set(tag, vr, "19000101000000");
            case TM -> dataset.set(tag, vr, "000000");
            case AS -> dataset.set(tag, vr, "000Y");
            case DS, IS -> dataset.set(tag, vr, "0");
            case UI -> dataset.set(tag, vr, subject.uids().derive("dummy", subject.objectUid() + tag));
            case UR -> dataset.set(tag, vr, "urn:removed");
            case AE, CS, LO, LT, PN, SH, ST, UC, UT -> dataset.set(tag, vr, TEXT);
            case US, SS -> dataset.setBytes(tag, vr, new byte[2]);
            case UL, SL, FL, AT -> dataset.setBytes(tag, vr, new byte[4]);
            default -> dataset.setBytes(tag, vr, new byte[8]);
        }
    }

    /** Fills the item of a dummy sequence with what its IOD requires, at every depth. */
    static void fill(Dataset item, Requirements required, Subject subject) {
        for (int tag : required.always()) {
            Vr vr = Dictionary.vr(tag);
            if (required.type(tag) == AttributeType.TYPE_2) {
                clear(item, tag, vr);
            } else {
                put(item, tag, vr, subject);
                required.items(tag).ifPresent(inner -> item.items(tag).forEach(one -> fill(one, inner, subject)));
            }
        }
        if (required.type(Tag.CODE_MEANING) == AttributeType.TYPE_1) {
            code(item);
        }
        if (required.type(Tag.VALUE_TYPE) == AttributeType.TYPE_1) {
            Dataset name = new Dataset();
            code(name);
            item.setItems(Tag.CONCEPT_NAME_CODE_SEQUENCE, List.of(name));
            item.set(Tag.TEXT_VALUE, Vr.UT, TEXT);
        }
    }

    /** A code of no scheme: what the prose of PS3.3 demands of every code item. */
    private static void code(Dataset item) {
        item.set(Tag.CODE_VALUE, Vr.SH, TEXT);
        item.set(Tag.CODING_SCHEME_DESIGNATOR, Vr.SH, "99" + TEXT);
        item.set(Tag.CODE_MEANING, Vr.LO, TEXT);
    }

    /** Leaves an element without a value. */
    static void clear(Dataset dataset, int tag, Vr vr) {
        if (vr == Vr.SQ) {
            dataset.setItems(tag, List.of());
        } else {
            dataset.setBytes(tag, vr, new byte[0]);
        }
    }
}
