package org.isocenter.dicom.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;

/**
 * A query identifier as the index understands it (PS3.4 C.2.2.2): single value, list of UIDs, universal, wild card and range matching. Sequences are
 * returned empty and match everything; attributes that the index does not keep match nothing unless they are empty.
 *
 * @param level whose things are asked for
 * @param criteria what they must meet
 * @param keys the tags that the answer is to carry, the unique key of the level among them
 */
public record Identifier(Level level, List<Criterion> criteria, List<Element> keys) {
    /** Asked for, but computed or ours to say. */
    private static final Set<Integer> NOT_MATCHED = Set.of(
            Tag.SPECIFIC_CHARACTER_SET,
            Tag.QUERY_RETRIEVE_LEVEL,
            Tag.RETRIEVE_AE_TITLE,
            Tag.INSTANCE_AVAILABILITY,
            Tag.NUMBER_OF_STUDY_RELATED_SERIES,
            Tag.NUMBER_OF_STUDY_RELATED_INSTANCES,
            Tag.NUMBER_OF_SERIES_RELATED_INSTANCES);

    private static final Set<Vr> NUMBERS = Set.of(Vr.IS, Vr.DS, Vr.US, Vr.SS, Vr.UL, Vr.SL, Vr.FL, Vr.FD, Vr.UV, Vr.SV);
    private static final Set<Vr> TIMES = Set.of(Vr.DA, Vr.TM, Vr.DT);

    public Identifier {
        criteria = List.copyOf(criteria);
        keys = List.copyOf(keys);
    }

    /** Reads a query; {@code BAD_REQUEST} where it has no level or a value that its VR does not allow. */
    public static Identifier ofQuery(Dataset identifier) {
        Level level = Level.of(identifier);
        List<Criterion> criteria = new ArrayList<>();
        List<Element> keys = new ArrayList<>();
        for (Element element : identifier) {
            if (element.tag() == Tag.SPECIFIC_CHARACTER_SET || element.tag() == Tag.QUERY_RETRIEVE_LEVEL) {
                continue;
            }
            keys.add(element);
            if (!NOT_MATCHED.contains(element.tag())) {
                criterion(element, identifier.strings(element.tag())).ifPresent(criteria::add);
            }
        }
        return new Identifier(level, criteria, keys);
    }

    /** Reads what is to be retrieved: unique keys only; {@code BAD_REQUEST} where that of the level has no value. */
    public static Identifier ofRetrieve(Dataset identifier) {
        Level level = Level.of(identifier);
        List<Criterion> criteria = new ArrayList<>();
        for (Level each : Level.values()) {
            List<String> values = identifier.strings(each.tag());
            if (each.compareTo(level) <= 0 && !values.isEmpty()) {
                criteria.add(new Criterion.OneOf(each.key(), values));
            }
        }
        if (identifier.string(level.tag()).isEmpty()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected a value of %s to retrieve at level %s."
                            .formatted(level.key().keyword(), level));
        }
        return new Identifier(level, criteria, List.of());
    }

    private static Optional<Criterion> criterion(Element element, List<String> values) {
        boolean universal = values.stream().allMatch(value -> value.isEmpty() || value.equals("*"));
        Optional<String> keyword = Dictionary.keyword(element.tag());
        if (universal || keyword.isEmpty()) {
            return Optional.empty();
        }
        Vr vr = element.vr() == Vr.UN ? Dictionary.vr(element.tag()) : element.vr();
        HeaderKey key = key(element.tag(), keyword.get(), vr);
        String first = values.get(0);
        if (TIMES.contains(vr) && first.contains("-")) {
            return Optional.of(range(key, first));
        }
        boolean pattern = vr.isString() && vr != Vr.UI && !NUMBERS.contains(vr);
        if (values.size() == 1 && pattern && (vr == Vr.PN || first.contains("*") || first.contains("?"))) {
            return Optional.of(new Criterion.Like(key, first));
        }
        return Optional.of(new Criterion.OneOf(key, values));
    }

    private static HeaderKey key(int tag, String keyword, Vr vr) {
        if (tag == Tag.MODALITIES_IN_STUDY) {
            return HeaderKey.MODALITY;
        }
        return NUMBERS.contains(vr) ? HeaderKey.number(keyword) : HeaderKey.text(keyword);
    }

    private static Criterion range(HeaderKey key, String range) {
        int dash = range.indexOf('-');
        Optional<String> low = Optional.of(range.substring(0, dash).strip()).filter(text -> !text.isEmpty());
        Optional<String> high = Optional.of(range.substring(dash + 1).strip()).filter(text -> !text.isEmpty());
        if (low.isEmpty() && high.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected a range of %s with at least one end, such as 20260101-.".formatted(key.keyword()));
        }
        return new Criterion.Between(key, low, high);
    }
}
