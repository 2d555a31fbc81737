package org.isocenter.dicom.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Native DICOM Model into the DICOM JSON model; private elements get blocks of their own, in the order of their creators. Nothing beyond the
 * document is ever looked up. Fails with {@code BAD_REQUEST} where it is not of its form.
 */
public final class NativeModelReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 64;

    private final XMLStreamReader in;
    private int depth;

    private NativeModelReader(XMLStreamReader in) {
        this.in = in;
    }

    /** Reads a document and leaves the stream open. */
    public static ObjectNode read(InputStream document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(document);
            in.nextTag();
            if (!in.getLocalName().equals("NativeDicomModel")) {
                throw bad(null);
            }
            return new NativeModelReader(in).attributes();
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw bad(e);
        }
    }

    /** The attributes up to the end of the element that holds them. */
    private ObjectNode attributes() throws XMLStreamException {
        if (++depth > DEEPEST) {
            throw bad(null);
        }
        ObjectNode model = NODES.objectNode();
        Map<String, Integer> blocks = new HashMap<>();
        while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
            int tag = Tag.parse(attribute("tag"));
            String creator = in.getAttributeValue(null, "privateCreator");
            int placed = creator == null || Tag.isPrivateCreator(tag) ? tag : placed(model, blocks, tag, creator);
            model.set(Tag.format(placed), value(NODES.objectNode().put("vr", attribute("vr"))));
        }
        depth--;
        return model;
    }

    private static int placed(ObjectNode model, Map<String, Integer> blocks, int tag, String creator) {
        int group = tag & 0xffff0000;
        int block = blocks.computeIfAbsent(Tag.format(group) + creator, key -> {
            int free = 0x10;
            while (model.has(Tag.format(group | free))) {
                free++;
            }
            model.putObject(Tag.format(group | free))
                    .put("vr", "LO")
                    .putArray("Value")
                    .add(creator);
            return free;
        });
        return group | block << 8 | (tag & 0xff);
    }

    /** What stands within an attribute. */
    private ObjectNode value(ObjectNode node) throws XMLStreamException {
        while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
            switch (in.getLocalName()) {
                case "BulkData" -> {
                    node.put(
                            "BulkDataURI",
                            Optional.ofNullable(in.getAttributeValue(null, "uri"))
                                    .orElseGet(() -> attribute("uuid")));
                    in.nextTag();
                }
                case "InlineBinary" ->
                    node.put("InlineBinary", in.getElementText().strip());
                default -> values(node).add(single());
            }
        }
        return node;
    }

    /** The values so far, with gaps up to the number of the one that comes. */
    private ArrayNode values(ObjectNode node) {
        ArrayNode values = node.withArray("Value");
        int number = Integer.parseInt(attribute("number"));
        if (number <= values.size() || number > values.size() + Short.MAX_VALUE) {
            throw bad(null);
        }
        while (values.size() < number - 1) {
            values.addNull();
        }
        return values;
    }

    private JsonNode single() throws XMLStreamException {
        return switch (in.getLocalName()) {
            case "Item" -> attributes();
            case "PersonName" -> name();
            case "Value" -> NODES.textNode(in.getElementText());
            default -> throw bad(null);
        };
    }

    private ObjectNode name() throws XMLStreamException {
        ObjectNode groups = NODES.objectNode();
        while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String group = in.getLocalName();
            List<String> parts = new ArrayList<>(List.of("", "", "", "", ""));
            while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
                int place = NativeModelWriter.NAME_PARTS.indexOf(in.getLocalName());
                if (place < 0) {
                    throw bad(null);
                }
                parts.set(place, in.getElementText());
            }
            groups.put(group, String.join("^", parts).replaceAll("\\^+$", ""));
        }
        return groups;
    }

    private String attribute(String name) {
        return Optional.ofNullable(in.getAttributeValue(null, name)).orElseThrow(() -> bad(null));
    }

    private static PlatformException bad(@Nullable Exception cause) {
        String message = "Expected a data set in the Native DICOM Model (PS3.19 A.1).";
        return cause == null
                ? new PlatformException(ErrorCode.BAD_REQUEST, message)
                : new PlatformException(ErrorCode.BAD_REQUEST, message, cause);
    }
}
