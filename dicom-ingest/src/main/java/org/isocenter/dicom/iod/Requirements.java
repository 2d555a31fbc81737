package org.isocenter.dicom.iod;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The attributes that a data set or the items of a sequence must have; what is not among them is Type 3. */
public final class Requirements {

    /** One attribute; items where it is a sequence whose items require something. */
    private record Attribute(AttributeType type, @Nullable Requirements items) {
        Attribute and(Attribute other) {
            return new Attribute(type.and(other.type), merged(items, other.items));
        }

        private static @Nullable Requirements merged(@Nullable Requirements a, @Nullable Requirements b) {
            if (a == null || b == null || a == b) {
                return a == null ? b : a;
            }
            return Requirements.merged(List.of(a, b));
        }
    }

    private final NavigableMap<Integer, Attribute> byTag = new TreeMap<>(Integer::compareUnsigned);
    private volatile @Nullable List<Integer> always;

    Requirements() {}

    /** All of several lists; an attribute of two has the stricter Type. */
    static Requirements merged(Collection<Requirements> lists) {
        if (lists.size() == 1) {
            return lists.iterator().next();
        }
        Requirements merged = new Requirements();
        lists.forEach(
                list -> list.byTag.forEach((tag, attribute) -> merged.byTag.merge(tag, attribute, Attribute::and)));
        return merged;
    }

    /** Adds an attribute while the table is being read. */
    void add(int tag, AttributeType type, @Nullable Requirements items) {
        byTag.put(tag, new Attribute(type, items));
    }

    /** The Type of an attribute. */
    public AttributeType type(int tag) {
        Attribute found = byTag.get(tag);
        return found == null ? AttributeType.TYPE_3 : found.type();
    }

    /** What the items of a sequence must have; empty where nothing is said of them. */
    public Optional<Requirements> items(int tag) {
        Attribute found = byTag.get(tag);
        return found == null ? Optional.empty() : Optional.ofNullable(found.items());
    }

    /** Tags that may not be left out, in their order. */
    public List<Integer> always() {
        List<Integer> known = always;
        if (known == null) {
            known = byTag.entrySet().stream()
                    .filter(entry -> entry.getValue().type().needsPresence())
                    .map(Map.Entry::getKey)
                    .toList();
            always = known;
        }
        return known;
    }
}
