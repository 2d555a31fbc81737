package org.isocenter.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Items;

/**
 * The elements of an object or of a sequence item, by tag. Values are held as encoded, little-endian; text is read and
 * written in the data set's Specific Character Set, which items inherit.
 */
public final class Dataset implements Iterable<Element> {
    private final NavigableMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
    private CharacterSet inherited = CharacterSet.DEFAULT;

    public Optional<Element> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    public int size() {
        return elements.size();
    }

    public Optional<Vr> vr(int tag) {
        return element(tag).map(Element::vr);
    }

    /** The plain bytes of a value in memory; none where the element is absent, a sequence or encapsulated. */
    public byte[] bytes(int tag) {
        return octets(tag).all();
    }

    /** The same bytes wherever they lie, for values that may be large. */
    public Octets octets(int tag) {
        return element(tag)
                .map(Element::value)
                .filter(Bytes.class::isInstance)
                .map(value -> ((Bytes) value).octets())
                .orElse(Octets.of(new byte[0]));
    }

    /** The fragments of encapsulated pixel data, the offset table left out. */
    public List<Octets> fragments(int tag) {
        return element(tag)
                .map(Element::value)
                .filter(Fragments.class::isInstance)
                .map(value -> ((Fragments) value).fragments())
                .orElse(List.of());
    }

    /** The items of a sequence; none where it is absent. */
    public List<Dataset> items(int tag) {
        return element(tag)
                .map(Element::value)
                .filter(Items.class::isInstance)
                .map(value -> ((Items) value).items())
                .orElse(List.of());
    }

    /** The first value as text without padding; empty where there is none. */
    public Optional<String> string(int tag) {
        return strings(tag).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /** All values as text without padding; numbers as decimals. */
    public List<String> strings(int tag) {
        Element element = elements.get(tag);
        if (element == null || element.isEmpty() || !(element.value() instanceof Bytes plain)) {
            return List.of();
        }
        return Strings.read(element.vr(), plain.bytes(), characterSet());
    }

    /** All values as whole numbers; text that is no number is left out. */
    public int[] ints(int tag) {
        return Arrays.stream(doubles(tag)).mapToInt(value -> (int) value).toArray();
    }

    /** All values as numbers; text that is no number is left out. */
    public double[] doubles(int tag) {
        Element element = elements.get(tag);
        if (element == null || !(element.value() instanceof Bytes plain)) {
            return new double[0];
        }
        return element.vr().isString()
                ? Strings.numbers(strings(tag))
                : Numbers.read(element.vr(), ByteBuffer.wrap(plain.bytes()).order(ByteOrder.LITTLE_ENDIAN));
    }

    public Optional<Integer> integer(int tag) {
        int[] all = ints(tag);
        return all.length == 0 ? Optional.empty() : Optional.of(all[0]);
    }

    /** Sets text values, or numbers written as decimals; none makes the element empty. */
    public void set(int tag, Vr vr, String... values) {
        byte[] bytes = vr.isString() ? Strings.write(vr, values, characterSet()) : Numbers.write(vr, values);
        put(new Element(tag, vr, new Bytes(bytes)));
    }

    /** Sets a value as it is, little-endian; an odd one is padded. */
    public void setBytes(int tag, Vr vr, byte[] bytes) {
        put(new Element(tag, vr, new Bytes(Strings.even(bytes, vr))));
    }

    public void setItems(int tag, List<Dataset> items) {
        put(new Element(tag, Vr.SQ, new Items(items)));
    }

    /** Sets a value of even length, wherever its bytes lie. */
    public void setOctets(int tag, Vr vr, Octets octets) {
        put(new Element(tag, vr, new Bytes(octets)));
    }

    /** Sets encapsulated pixel data with an empty offset table: one fragment a frame. */
    public void setFragments(int tag, List<byte[]> fragments) {
        List<Octets> octets = fragments.stream().map(Octets::of).toList();
        put(new Element(tag, Vr.OB, new Fragments(new byte[0], octets)));
    }

    /** Puts an element; items take over this data set's character set. */
    public void put(Element element) {
        elements.put(element.tag(), element);
        if (element.value() instanceof Items sequence) {
            sequence.items().forEach(item -> item.inherit(characterSet()));
        } else if (element.tag() == Tag.SPECIFIC_CHARACTER_SET) {
            inherit(inherited);
        }
    }

    public void remove(int tag) {
        elements.remove(tag);
    }

    /** A copy whose elements and items can be changed without a trace here; the bytes are shared. */
    public Dataset copy() {
        Dataset copy = new Dataset();
        copy.inherited = inherited;
        for (Element element : this) {
            if (element.value() instanceof Items sequence) {
                List<Dataset> items =
                        sequence.items().stream().map(Dataset::copy).toList();
                copy.put(new Element(element.tag(), element.vr(), new Items(items)));
            } else {
                copy.put(element);
            }
        }
        return copy;
    }

    /** The character set in force here. */
    public CharacterSet characterSet() {
        Element own = elements.get(Tag.SPECIFIC_CHARACTER_SET);
        if (own == null || !(own.value() instanceof Bytes plain)) {
            return inherited;
        }
        return CharacterSet.of(Strings.read(Vr.CS, plain.bytes(), CharacterSet.DEFAULT));
    }

    @Override
    public Iterator<Element> iterator() {
        return elements.values().iterator();
    }

    private void inherit(CharacterSet outer) {
        inherited = outer;
        CharacterSet mine = characterSet();
        for (Element element : elements.values()) {
            if (element.value() instanceof Items sequence) {
                sequence.items().forEach(item -> item.inherit(mine));
            }
        }
    }
}
