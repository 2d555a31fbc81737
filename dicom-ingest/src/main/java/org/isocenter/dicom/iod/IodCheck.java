package org.isocenter.dicom.iod;

import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Tag;

/**
 * Where a data set is not what its IOD says, and how often at each path. Conditions are not judged: an absent Type 1C
 * attribute is no violation, one without a value is.
 */
public final class IodCheck {
    private final NavigableMap<Violation, Integer> found = new TreeMap<>();

    private IodCheck(Dataset dataset) {
        dataset.string(Tag.SOP_CLASS_UID).map(String::strip).flatMap(Iods::of).ifPresent(iod -> check(dataset, iod));
    }

    /** Checks a data set; one of a SOP class that is not known violates nothing. */
    public static IodCheck of(Dataset dataset) {
        return new IodCheck(dataset);
    }

    /** Everything found. */
    public SortedSet<Violation> violations() {
        return new TreeSet<>(found.keySet());
    }

    /** What is here and was not there, or is here in more items. */
    public SortedSet<Violation> since(IodCheck before) {
        SortedSet<Violation> more = new TreeSet<>();
        found.forEach((violation, times) -> {
            if (times > before.found.getOrDefault(violation, 0)) {
                more.add(violation);
            }
        });
        return more;
    }

    private void check(Dataset dataset, Iod iod) {
        missing(dataset, iod.mandatory(), "");
        present(dataset, iod.all(), "");
    }

    private void missing(Dataset dataset, Requirements requirements, String path) {
        for (int tag : requirements.always()) {
            if (!dataset.contains(tag)) {
                add(path, tag, Violation.Kind.MISSING);
            }
        }
    }

    private void present(Dataset dataset, Requirements requirements, String path) {
        for (Element element : dataset) {
            int tag = element.tag();
            if (requirements.type(tag).needsValue() && isEmpty(element)) {
                add(path, tag, Violation.Kind.EMPTY);
            }
            requirements.items(tag).ifPresent(items -> {
                String inner = step(path, tag) + ".";
                dataset.items(tag).forEach(item -> {
                    missing(item, items, inner);
                    present(item, items, inner);
                });
            });
        }
    }

    private void add(String path, int tag, Violation.Kind kind) {
        found.merge(new Violation(step(path, tag), kind), 1, Integer::sum);
    }

    private static String step(String path, int tag) {
        return path + Dictionary.keyword(tag).orElseGet(() -> Tag.format(tag));
    }

    /** Padding alone is no value. */
    private static boolean isEmpty(Element element) {
        return element.isEmpty()
                || (element.vr().isString()
                        && element.value() instanceof Bytes plain
                        && new String(plain.bytes(), StandardCharsets.ISO_8859_1).isBlank());
    }
}
