package org.isocenter.dicom.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Items;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;

/**
 * A data set in the DICOM JSON model, lengths of standard groups left out. For those who compare, pixel data and every value of more than 1,024 bytes is
 * told by length and SHA-256 of its bytes as encoded, and text that is no value of its representation has an error and its bytes; for those who retrieve,
 * long values are where the caller says, illegal numbers are the text that stands there, and text is said to be UTF-8.
 */
public final class DatasetJson {
    private static final int LONGEST = 1024;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final boolean bigEndian;
    private final boolean retrieved;
    private final Bulk bulk;

    /** Writes what stands for a long value. */
    @FunctionalInterface
    public interface Bulk {
        void write(Element element, ObjectNode node);
    }

    private DatasetJson(boolean bigEndian, boolean retrieved, Bulk bulk) {
        this.bigEndian = bigEndian;
        this.retrieved = retrieved;
        this.bulk = bulk;
    }

    /** The model of a data set that is retrieved; what is written for long values of its own says where they are, those of items come with it. */
    public static ObjectNode retrieved(Dataset dataset, Bulk bulk) {
        return new DatasetJson(false, true, bulk).model(dataset);
    }

    /** The model of a data set; digests are of big-endian bytes where it came in such an encoding. */
    public static ObjectNode of(Dataset dataset, boolean bigEndian) {
        return new DatasetJson(bigEndian, false, (element, node) -> Digest.of(element, bigEndian)
                        .writeTo(node))
                .model(dataset);
    }

    private ObjectNode model(Dataset dataset) {
        ObjectNode model = NODES.objectNode();
        for (Element element : dataset) {
            if ((element.tag() & 0xffff) != 0 || Tag.isPrivate(element.tag())) {
                model.set(Tag.format(element.tag()), attribute(dataset, element));
            }
        }
        return model;
    }

    /** An item's long values come with it where it is retrieved, since nothing else could name them. */
    private ObjectNode item(Dataset item) {
        return retrieved
                ? new DatasetJson(bigEndian, true, (element, node) -> {
                            if (element.value() instanceof Bytes plain) {
                                plain(node, item, element.vr(), plain.bytes());
                            }
                        })
                        .model(item)
                : model(item);
    }

    private ObjectNode attribute(Dataset dataset, Element element) {
        ObjectNode node = NODES.objectNode();
        node.put("vr", element.vr().name());
        if (element.value() instanceof Items sequence) {
            if (!sequence.items().isEmpty()) {
                ArrayNode values = node.putArray("Value");
                sequence.items().forEach(item -> values.add(item(item)));
            }
        } else if (element.value() instanceof Bytes plain && !isBulk(element, plain)) {
            if (retrieved && element.tag() == Tag.SPECIFIC_CHARACTER_SET) {
                node.putArray("Value").add("ISO_IR 192");
            } else {
                plain(node, dataset, element.vr(), plain.bytes());
            }
        } else {
            bulk.write(element, node);
        }
        return node;
    }

    private static boolean isBulk(Element element, Bytes plain) {
        boolean pixels = element.tag() == Tag.PIXEL_DATA
                || element.tag() == Tag.FLOAT_PIXEL_DATA
                || element.tag() == Tag.DOUBLE_FLOAT_PIXEL_DATA;
        return plain.length() > 0 && (pixels || plain.length() > LONGEST);
    }

    private void plain(ObjectNode node, Dataset dataset, Vr vr, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        switch (vr) {
            case OB, OW, OD, OF, OL, OV, UN -> node.put("InlineBinary", Digest.encoded(vr, bytes, bigEndian));
            case PN -> values(node, PersonNames.of(dataset.characterSet().decode(bytes)));
            case AT, FD, FL, SL, SS, SV, UL, US, UV -> binary(node, vr, bytes);
            case IS, DS -> decimals(node, vr, bytes);
            default -> values(node, TextValues.of(vr, bytes, dataset.characterSet()));
        }
    }

    private void binary(ObjectNode node, Vr vr, byte[] bytes) {
        if (bytes.length % BinaryNumbers.width(vr) == 0) {
            node.set("Value", BinaryNumbers.of(vr, bytes));
        } else {
            error(node, vr, bytes);
        }
    }

    private void decimals(ObjectNode node, Vr vr, byte[] bytes) {
        try {
            ArrayNode values = TextValues.numbers(vr, bytes);
            if (!values.isEmpty()) {
                node.set("Value", values);
            }
        } catch (NumberFormatException e) {
            error(node, vr, bytes);
        }
    }

    private void error(ObjectNode node, Vr vr, byte[] bytes) {
        if (retrieved) {
            if (vr.isString()) {
                values(node, TextValues.split(new String(bytes, StandardCharsets.ISO_8859_1)));
            }
            return;
        }
        node.put("_error", "no value of " + vr);
        Digest.of(vr, Octets.of(bytes), bigEndian).writeTo(node);
        node.put("_raw", Digest.encoded(vr, bytes, bigEndian));
    }

    private static void values(ObjectNode node, List<?> all) {
        if (all.isEmpty()) {
            return;
        }
        ArrayNode values = node.putArray("Value");
        all.forEach(value -> {
            if (value instanceof ObjectNode name) {
                values.add(name);
            } else {
                values.add(value.toString());
            }
        });
    }
}
