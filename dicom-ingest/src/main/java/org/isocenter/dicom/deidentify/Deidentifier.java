package org.isocenter.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.isocenter.dicom.burnedin.PixelCleaner;
import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.dicom.burnedin.PixelRules;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.iod.AttributeType;
import org.isocenter.dicom.iod.Iod;
import org.isocenter.dicom.iod.IodCheck;
import org.isocenter.dicom.iod.Iods;
import org.isocenter.dicom.iod.Requirements;
import org.isocenter.dicom.iod.Violation;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.security.Pseudonyms;
import org.isocenter.platform.study.Pseudonym;

/**
 * De-identifies one object by PS3.15 Annex E: every element at every depth gets the one action its profile gives it;
 * UIDs, pseudonym and date offset come from the project key. The object given is left alone.
 */
public final class Deidentifier {
    private static final Set<Vr> LEARNT = Set.of(Vr.LO, Vr.SH, Vr.AE, Vr.DA, Vr.ST, Vr.UC);
    private static final int LONGEST_LEARNT = 64;
    private static final Action REMOVE = new Remove();

    private final Map<ProfileChoice, Profile> profiles = new ConcurrentHashMap<>();
    private final SafePrivate safePrivate;
    private final PixelCleaner pixels;

    /** Takes the private attributes that Retain Safe Private keeps; the rules for pixels are the standard ones. */
    public Deidentifier(SafePrivate safePrivate) {
        this(safePrivate, PixelRules.standard());
    }

    /** Takes the private attributes that Retain Safe Private keeps, and the rules for pixels. */
    public Deidentifier(SafePrivate safePrivate, PixelRules pixelRules) {
        this.safePrivate = safePrivate;
        pixels = new PixelCleaner(pixelRules);
    }

    /**
     * Cleans an object under a project's choice and key (at least 32 bytes). Fails with
     * {@link ErrorCode#BURNED_IN_TEXT} where the pixels hold text or may, and with
     * {@link ErrorCode#MISSING_IDENTIFIER} where there is no SOP Instance UID, and with
     * {@link ErrorCode#INVALIDATED} where cleaning took away what the IOD of the object demands.
     */
    public Deidentified deidentify(DicomObject object, ProfileChoice choice, byte[] projectKey) {
        boolean blanks = choice.has(Option.CLEAN_PIXEL_DATA);
        if (!blanks) {
            pixels.check(object);
        }
        return deidentify(object, blanks ? pixels.clean(object) : object, choice, blanks, projectKey);
    }

    /**
     * The same for an object whose pixels a person has looked at: what they marked is blanked and nothing else is looked for.
     */
    public Deidentified deidentify(DicomObject object, ProfileChoice choice, byte[] projectKey, PixelReview review) {
        ProfileChoice done = review.marks().isEmpty() ? choice : choice.with(Option.CLEAN_PIXEL_DATA);
        return deidentify(object, pixels.clean(object, review), done, true, projectKey);
    }

    private Deidentified deidentify(
            DicomObject before, DicomObject object, ProfileChoice choice, boolean noText, byte[] projectKey) {
        Profile profile = profiles.computeIfAbsent(choice, Profile::new);
        Dataset dataset = object.dataset().copy();
        KeyedHash hash = new KeyedHash(projectKey);
        Subject subject = subject(dataset, profile, hash);
        clean(dataset, profile, subject, new Place(requirements(dataset), false, true));
        Marks.write(dataset, choice, noText);
        IodCheck check = IodCheck.of(dataset);
        refuseInvalidated(check.since(IodCheck.of(before.dataset())));
        DicomObject cleaned = MetaCleaner.clean(object, HighBits.clear(dataset, object.transferSyntax()));
        Tally tally = subject.tally();
        return new Deidentified(
                cleaned,
                subject.pseudonym(),
                tally.actions(),
                tally.takenAway(),
                tally.invalidDates(),
                check.violations());
    }

    private static Optional<Requirements> requirements(Dataset dataset) {
        return dataset.string(Tag.SOP_CLASS_UID)
                .map(String::strip)
                .flatMap(Iods::of)
                .map(Iod::all);
    }

    private static void refuseInvalidated(SortedSet<Violation> broughtIn) {
        if (!broughtIn.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.INVALIDATED,
                    "Expected an object that is still what its IOD says; after cleaning, %s. Judge the object."
                            .formatted(
                                    broughtIn.stream().map(Violation::toString).collect(Collectors.joining(", "))));
        }
    }

    /** The pseudonym that the patient of an object has in a project. */
    public static Pseudonym pseudonym(Dataset dataset, byte[] projectKey) {
        return pseudonym(dataset, new KeyedHash(projectKey));
    }

    private static Pseudonym pseudonym(Dataset dataset, KeyedHash hash) {
        return new Pseudonym(new Pseudonyms(hash).of(patientKey(dataset)));
    }

    private static Subject subject(Dataset dataset, Profile profile, KeyedHash hash) {
        String uid = dataset.string(Tag.SOP_INSTANCE_UID)
                .map(String::strip)
                .filter(value ->
                        !value.isEmpty() && dataset.vr(Tag.SOP_INSTANCE_UID).equals(Optional.of(Vr.UI)))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.MISSING_IDENTIFIER, "Expected a SOP Instance UID; the object has none."));
        String patientKey = patientKey(dataset);
        KnownIdentifiers known = new KnownIdentifiers();
        learn(dataset, profile, known);
        return new Subject(
                uid, pseudonym(dataset, hash), new KeyedUids(hash), DateShift.of(hash, patientKey), known, new Tally());
    }

    /** Patient ID with its issuer; without an ID the study stands for an unknown patient of its own. */
    private static String patientKey(Dataset dataset) {
        Optional<String> id = dataset.string(Tag.PATIENT_ID).map(String::strip).filter(value -> !value.isEmpty());
        Optional<String> universal = dataset.items(Tag.ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE).stream()
                .findFirst()
                .flatMap(item -> item.string(Tag.UNIVERSAL_ENTITY_ID));
        String issuer =
                dataset.string(Tag.ISSUER_OF_PATIENT_ID).or(() -> universal).orElse("");
        return id.map(value -> Pseudonyms.patientKey(value, issuer))
                .orElseGet(() ->
                        "study\u001f" + dataset.string(Tag.STUDY_INSTANCE_UID).orElse(""));
    }

    private static void learn(Dataset dataset, Profile profile, KnownIdentifiers known) {
        for (Element element : dataset) {
            if (Tag.isPrivate(element.tag())) {
                continue;
            }
            if (element.vr() == Vr.SQ) {
                dataset.items(element.tag()).forEach(item -> learn(item, profile, known));
            } else if (profile.identifies(element)) {
                learn(dataset.strings(element.tag()), element.vr(), known);
            }
        }
    }

    private static void learn(List<String> values, Vr vr, KnownIdentifiers known) {
        for (String value : values) {
            if (vr == Vr.PN) {
                known.learnName(value);
            } else if (LEARNT.contains(vr) && value.length() <= LONGEST_LEARNT) {
                known.learn(value);
            }
        }
    }

    /**
     * Where the walk is.
     *
     * @param required what the IOD requires here; empty where the SOP class or the sequence is not known
     * @param strict inside a sequence that is being cleaned
     * @param top at the top of the data set
     */
    private record Place(Optional<Requirements> required, boolean strict, boolean top) {
        Optional<AttributeType> type(int tag) {
            return required.map(list -> list.type(tag));
        }

        Place inside(int tag, Action action) {
            return new Place(required.flatMap(list -> list.items(tag)), strict || action instanceof CleanItems, false);
        }
    }

    private void clean(Dataset dataset, Profile profile, Subject subject, Place place) {
        Map<Integer, Action> safe =
                profile.choice().has(Option.SAFE_PRIVATE) ? safePrivate.actions(dataset, profile.choice()) : Map.of();
        List<Element> elements = new ArrayList<>();
        dataset.forEach(elements::add);
        for (Element element : elements) {
            Action action = actionFor(element, profile, safe, place);
            action.apply(dataset, element, subject);
            subject.tally().count(action, element.tag(), place.top());
            if (element.vr() == Vr.SQ) {
                Place inside = place.inside(element.tag(), action);
                dataset.items(element.tag()).forEach(item -> item(item, profile, subject, inside, action));
            }
        }
    }

    private void item(Dataset item, Profile profile, Subject subject, Place place, Action action) {
        if (action instanceof ReplaceDummy) {
            place.required().ifPresent(required -> Dummy.fill(item, required, subject));
        } else {
            clean(item, profile, subject, place);
        }
    }

    private static Action actionFor(Element element, Profile profile, Map<Integer, Action> safe, Place place) {
        if (Tag.isPrivate(element.tag())) {
            return safe.getOrDefault(element.tag(), REMOVE);
        }
        return profile.action(element, place.type(element.tag()), place.strict());
    }
}
