package org.isocenter.dicom.deidentify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.iod.AttributeType;

/**
 * The Basic profile with chosen options, resolved to one action for an element. Attributes of the standard that the
 * table does not name stay; what the dictionary does not know, overlays and curves go.
 */
final class Profile {
    private static final Action REMOVE = new Remove();
    private static final Action EMPTY = new ReplaceEmpty();
    private static final Action DUMMY = new ReplaceDummy();
    private static final Action KEEP = new Keep();
    private static final Action REMAP = new RemapUid();
    private static final Action SCRUB_BYTES = new ScrubBytes();
    private static final Action CAP_AGE = new CapAge();
    private static final Action PSEUDONYM = new AssignPseudonym();
    private static final Action CLEAN_ITEMS = new CleanItems();

    private static final Set<Vr> TEXTS = Set.of(Vr.LO, Vr.SH, Vr.LT, Vr.ST, Vr.UT, Vr.UC, Vr.PN);
    /** UIDs that name a kind of thing and not a thing. */
    private static final Set<Integer> CLASS_UIDS = Set.of(
            0x00080016,
            0x0008001A,
            0x0008001B,
            0x0008010C,
            0x0008010D,
            0x00080117,
            0x00080118,
            0x00081150,
            0x00083002,
            0x04000010,
            0x00080062,
            0x0008115A);

    /** What an action depends on. */
    private record Case(int tag, Vr vr, Optional<AttributeType> type, boolean strict) {}

    private final ProfileChoice choice;
    private final ProfileTable table = ProfileTable.standard();
    private final Map<Case, Action> resolved = new ConcurrentHashMap<>();

    Profile(ProfileChoice choice) {
        this.choice = choice;
    }

    ProfileChoice choice() {
        return choice;
    }

    /**
     * The action for an element that is not private.
     *
     * @param type its Type where it stands, if its IOD is known
     * @param strict inside a sequence that is being cleaned
     */
    Action action(Element element, Optional<AttributeType> type, boolean strict) {
        return resolved.computeIfAbsent(
                new Case(element.tag(), element.vr(), type, strict),
                each -> resolve(each.tag, each.vr, each.type, each.strict));
    }

    private Action resolve(int tag, Vr vr, Optional<AttributeType> type, boolean strict) {
        int group = tag >>> 16;
        if ((group & 0xff00) == 0x5000 || (group & 0xff00) == 0x6000 || (tag & 0xffff) == 0) {
            return REMOVE;
        }
        if (tag == Tag.PATIENT_ID || tag == Tag.PATIENT_NAME) {
            return PSEUDONYM;
        }
        Optional<TableRow> row = table.row(tag);
        if (row.isEmpty()) {
            return Dictionary.keyword(tag).isEmpty() ? REMOVE : unlisted(tag, vr, type, strict);
        }
        return fitting(listed(row.get(), tag, vr, type), vr);
    }

    /** An action on text cannot serve a value that came as bytes; such an element goes. */
    private static Action fitting(Action action, Vr vr) {
        boolean text = action instanceof RemapUid || action instanceof CapAge;
        return text && !vr.isString() ? REMOVE : action;
    }

    private Action unlisted(int tag, Vr vr, Optional<AttributeType> type, boolean strict) {
        if (vr == Vr.UN) {
            return REMOVE;
        }
        if (vr == Vr.UI) {
            return CLASS_UIDS.contains(tag) || choice.has(Option.UIDS) ? KEEP : REMAP;
        }
        boolean needsValue = type.map(AttributeType::needsValue).orElse(false);
        if (strict && TEXTS.contains(vr)) {
            return new CleanText(needsValue ? DUMMY : type.equals(Optional.of(AttributeType.TYPE_2)) ? EMPTY : REMOVE);
        }
        return TEXTS.contains(vr) || tag == Tag.IMAGE_TYPE ? new ScrubText(needsValue) : KEEP;
    }

    private Action listed(TableRow row, int tag, Vr vr, Optional<AttributeType> type) {
        String chosen = row.chosen(choice);
        if ("K".equals(chosen)) {
            return kept(tag, vr);
        }
        Action basic = basic(row, vr, type);
        return "C".equals(chosen) ? clean(basic, vr) : basic;
    }

    private static Action kept(int tag, Vr vr) {
        return switch (vr) {
            case UN -> REMOVE;
            case OB -> SCRUB_BYTES;
            default -> tag == Tag.PATIENT_AGE ? CAP_AGE : KEEP;
        };
    }

    private static Action clean(Action fallback, Vr vr) {
        return switch (vr) {
            case DA, TM, DT -> new ShiftDates(fallback);
            case LO, SH, LT, ST, UT, UC -> new CleanText(fallback);
            case SQ -> CLEAN_ITEMS;
            default -> fallback;
        };
    }

    private static Action basic(TableRow row, Vr vr, Optional<AttributeType> type) {
        return switch (row.resolvedBasic(type)) {
            case 'X' -> REMOVE;
            case 'Z' -> EMPTY;
            case 'D' -> DUMMY;
            case 'U' -> vr == Vr.SQ ? KEEP : REMAP;
            default -> KEEP;
        };
    }

    /** Whether a value of this element identifies and is taken away, so that it must be looked for elsewhere too. */
    boolean identifies(Element element) {
        return table.row(element.tag())
                .filter(row -> !row.options().containsKey(Option.CLEAN_DESCRIPTORS))
                .map(row -> action(element, Optional.empty(), false))
                .map(action -> action.takesAway() || action instanceof ShiftDates)
                .orElse(false);
    }
}
