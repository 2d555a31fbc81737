package org.isocenter.dicom.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;

/** Writes a data set of the DICOM JSON model in the Native DICOM Model; private elements are named by their creator, without the number of its block. */
public final class NativeModelWriter {
    /** The namespace of the model. */
    public static final String NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

    /** The elements of a person name's group, in the order of its components. */
    static final List<String> NAME_PARTS = List.of("FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix");

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    /** XML has no place for control characters but these. */
    private static final String NOT_XML = "[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final XMLStreamWriter out;

    private NativeModelWriter(XMLStreamWriter out) {
        this.out = out;
    }

    /** Writes a document and leaves the stream open. */
    public static void write(ObjectNode model, OutputStream stream) {
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(stream, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            out.writeStartElement("NativeDicomModel");
            out.writeDefaultNamespace(NAMESPACE);
            out.writeAttribute("xml:space", "preserve");
            new NativeModelWriter(out).attributes(model);
            out.writeEndElement();
            out.writeEndDocument();
            out.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a model that XML cannot hold", e);
        }
    }

    private void attributes(JsonNode model) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> each : model.properties()) {
            int tag = Tag.parse(each.getKey());
            if (!Tag.isPrivateCreator(tag)) {
                attribute(tag, creator(model, tag), each.getValue());
            }
        }
    }

    private static Optional<String> creator(JsonNode model, int tag) {
        if (!Tag.isPrivate(tag)) {
            return Optional.empty();
        }
        int block = (tag & 0xffff0000) | (tag >>> 8 & 0xff);
        return Optional.of(model.path(Tag.format(block)).path("Value").path(0).asText());
    }

    private void attribute(int tag, Optional<String> creator, JsonNode node) throws XMLStreamException {
        out.writeStartElement("DicomAttribute");
        out.writeAttribute("tag", Tag.format(creator.isPresent() ? tag & 0xffff00ff : tag));
        out.writeAttribute("vr", node.path("vr").asText());
        Optional<String> keyword = Dictionary.keyword(tag);
        if (keyword.isPresent()) {
            out.writeAttribute("keyword", keyword.get());
        }
        if (creator.isPresent()) {
            out.writeAttribute("privateCreator", creator.get().replaceAll(NOT_XML, ""));
        }
        if (node.has("BulkDataURI")) {
            out.writeEmptyElement("BulkData");
            out.writeAttribute("uri", node.path("BulkDataURI").asText());
        } else if (node.has("InlineBinary")) {
            text("InlineBinary", node.path("InlineBinary").asText());
        }
        values(node.path("vr").asText(), node.path("Value"));
        out.writeEndElement();
    }

    private void values(String vr, JsonNode values) throws XMLStreamException {
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i);
            if (value.isNull()) {
                continue; // the numbers of the others show the gap
            }
            out.writeStartElement(vr.equals("SQ") ? "Item" : vr.equals("PN") ? "PersonName" : "Value");
            out.writeAttribute("number", Integer.toString(i + 1));
            switch (vr) {
                case "SQ" -> attributes(value);
                case "PN" -> name(value);
                default -> characters(value.asText());
            }
            out.writeEndElement();
        }
    }

    private void name(JsonNode groups) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> group : groups.properties()) {
            out.writeStartElement(group.getKey());
            String[] parts = group.getValue().asText().split("\\^", NAME_PARTS.size());
            for (int i = 0; i < parts.length; i++) {
                if (!parts[i].isEmpty()) {
                    text(NAME_PARTS.get(i), parts[i]);
                }
            }
            out.writeEndElement();
        }
    }

    private void text(String element, String text) throws XMLStreamException {
        out.writeStartElement(element);
        characters(text);
        out.writeEndElement();
    }

    /** A carriage return is named, since a reader takes a plain one for the end of a line. */
    private void characters(String text) throws XMLStreamException {
        String[] lines = text.replaceAll(NOT_XML, "").split("\r", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                out.writeEntityRef("#13");
            }
            out.writeCharacters(lines[i]);
        }
    }
}
