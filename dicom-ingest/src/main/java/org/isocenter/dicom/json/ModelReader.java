package org.isocenter.dicom.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Reads a data set from the DICOM JSON model (PS3.18 F.2); its text becomes UTF-8. Fails with {@code BAD_REQUEST} where the model is not of its form.
 */
public final class ModelReader {
    private static final int LONGEST_DECIMAL = 16;
    private static final List<String> NAME_GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");

    private final Function<String, Element.Value> bulk;

    private ModelReader(Function<String, Element.Value> bulk) {
        this.bulk = bulk;
    }

    /**
     * Reads a model.
     *
     * @param bulk the value that lies at an address
     */
    public static Dataset read(JsonNode model, Function<String, Element.Value> bulk) {
        try {
            return new ModelReader(bulk).dataset(model);
        } catch (IllegalArgumentException e) { // from tags, representations, numbers and Base64
            throw bad("tags of eight hexadecimal digits, with a known vr and values that are of it", e);
        }
    }

    private Dataset dataset(JsonNode model) {
        if (!model.isObject()) {
            throw new IllegalArgumentException("a data set is an object");
        }
        Dataset dataset = new Dataset();
        dataset.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        for (Map.Entry<String, JsonNode> each : model.properties()) {
            int tag = Tag.parse(each.getKey());
            if (tag != Tag.SPECIFIC_CHARACTER_SET && tag >>> 16 != 2) {
                attribute(dataset, tag, each.getValue());
            }
        }
        return dataset;
    }

    private void attribute(Dataset dataset, int tag, JsonNode node) {
        Vr vr = node.has("vr") ? Vr.valueOf(node.path("vr").asText()) : Dictionary.vr(tag);
        JsonNode values = node.path("Value");
        if (node.has("BulkDataURI")) {
            dataset.put(new Element(tag, vr, bulk.apply(node.path("BulkDataURI").asText())));
        } else if (node.has("InlineBinary")) {
            dataset.setBytes(
                    tag,
                    vr,
                    Base64.getDecoder()
                            .decode(node.path("InlineBinary").asText().replaceAll("\\s", "")));
        } else if (vr == Vr.SQ) {
            dataset.setItems(tag, items(values));
        } else if (vr == Vr.AT) {
            dataset.setBytes(tag, vr, tags(values));
        } else if (values.isEmpty() || vr.isString() || isNumber(vr)) {
            List<String> texts = new ArrayList<>();
            values.forEach(value -> texts.add(text(vr, value)));
            dataset.set(tag, vr, texts.toArray(String[]::new));
        } else {
            throw new IllegalArgumentException("bytes come as InlineBinary or BulkDataURI");
        }
    }

    private static boolean isNumber(Vr vr) {
        return switch (vr) {
            case FD, FL, SL, SS, SV, UL, US, UV -> true;
            default -> false;
        };
    }

    /** Items say their text in the character set of what they lie in. */
    private List<Dataset> items(JsonNode values) {
        List<Dataset> items = new ArrayList<>();
        for (JsonNode value : values) {
            Dataset item = dataset(value);
            item.remove(Tag.SPECIFIC_CHARACTER_SET);
            items.add(item);
        }
        return items;
    }

    private static String text(Vr vr, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (vr == Vr.PN && value.isObject()) {
            String[] groups = NAME_GROUPS.stream()
                    .map(group -> value.path(group).asText(""))
                    .toArray(String[]::new);
            return String.join("=", groups).replaceAll("=+$", "");
        }
        if (vr == Vr.DS && value.isNumber()) {
            return decimal(value.decimalValue());
        }
        if (value.isContainerNode()) {
            throw new IllegalArgumentException("a value is text or a number");
        }
        return value.asText();
    }

    /** A decimal in at most 16 characters, as near as that allows (PS3.5 6.2). */
    private static String decimal(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        String text = plain.toPlainString();
        for (int digits = LONGEST_DECIMAL; text.length() > LONGEST_DECIMAL && digits > 0; digits--) {
            BigDecimal rounded = plain.round(new MathContext(digits)).stripTrailingZeros();
            String shorter = rounded.toPlainString();
            text = shorter.length() <= LONGEST_DECIMAL ? shorter : rounded.toString();
        }
        return text;
    }

    private static byte[] tags(JsonNode values) {
        byte[] bytes = new byte[4 * values.size()];
        for (int i = 0; i < values.size(); i++) {
            int tag = Tag.parse(values.get(i).asText());
            bytes[4 * i] = (byte) (tag >>> 16);
            bytes[4 * i + 1] = (byte) (tag >>> 24);
            bytes[4 * i + 2] = (byte) tag;
            bytes[4 * i + 3] = (byte) (tag >>> 8);
        }
        return bytes;
    }

    private static PlatformException bad(String expected, RuntimeException cause) {
        return new PlatformException(
                ErrorCode.BAD_REQUEST, "Expected a data set in the DICOM JSON model: %s.".formatted(expected), cause);
    }
}
