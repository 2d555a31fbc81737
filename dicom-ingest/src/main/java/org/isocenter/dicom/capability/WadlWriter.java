package org.isocenter.dicom.capability;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.isocenter.dicom.capability.Transaction.Parameter;

/** Writes resources as a WADL document (PS3.18 Annex H). */
public final class WadlWriter {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final String NAMESPACE = "http://wadl.dev.java.net/2009/02";

    private final XMLStreamWriter out;

    private WadlWriter(XMLStreamWriter out) {
        this.out = out;
    }

    /** The document of a service. */
    public static String write(String base, List<Resource> resources) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("application");
            out.writeDefaultNamespace(NAMESPACE);
            out.writeStartElement("resources");
            out.writeAttribute("base", base);
            new WadlWriter(out).all(resources);
            out.writeEndDocument();
            out.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("capabilities that XML cannot hold", e);
        }
        return text.toString();
    }

    private void all(List<Resource> resources) throws XMLStreamException {
        for (Resource resource : resources) {
            out.writeStartElement("resource");
            out.writeAttribute("path", resource.path());
            for (Transaction transaction : resource.transactions()) {
                method(transaction);
            }
            all(resource.resources());
            out.writeEndElement();
        }
    }

    private void method(Transaction transaction) throws XMLStreamException {
        out.writeStartElement("method");
        out.writeAttribute("name", transaction.method());
        out.writeAttribute("id", transaction.id());
        out.writeStartElement("request");
        parameter("Accept", "header", transaction.gives());
        for (Parameter parameter : transaction.parameters()) {
            parameter(parameter.name(), "query", parameter.options());
        }
        representations(transaction.takes());
        out.writeEndElement();
        out.writeStartElement("response");
        out.writeAttribute("status", "200");
        representations(transaction.gives());
        out.writeEndElement();
        out.writeEndElement();
    }

    private void parameter(String name, String style, List<String> options) throws XMLStreamException {
        out.writeStartElement("param");
        out.writeAttribute("name", name);
        out.writeAttribute("style", style);
        for (String option : options) {
            out.writeEmptyElement("option");
            out.writeAttribute("value", option);
        }
        out.writeEndElement();
    }

    private void representations(List<String> types) throws XMLStreamException {
        for (String type : types) {
            out.writeEmptyElement("representation");
            out.writeAttribute("mediaType", type);
        }
    }
}
