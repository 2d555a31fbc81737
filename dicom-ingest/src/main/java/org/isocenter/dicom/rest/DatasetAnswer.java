package org.isocenter.dicom.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.function.Function;
import org.isocenter.dicom.mediatype.Accept;
import org.isocenter.dicom.mediatype.Representation;
import org.isocenter.dicom.xml.NativeModelWriter;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Data sets as an answer, written one after another: a list in the DICOM JSON model, or a part each in the Native DICOM Model (PS3.18 8.7.3.2). */
final class DatasetAnswer {
    static final String DICOM_JSON = "application/dicom+json";
    static final String DICOM_XML = "application/dicom+xml";
    private static final List<Representation> OFFERED = List.of(
            Representation.single(DICOM_JSON),
            Representation.single("application/json"),
            Representation.parts(DICOM_XML),
            Representation.single(DICOM_XML));
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private DatasetAnswer() {}

    /** An answer of any number of data sets; one that asks for XML gets parts, whether or not it says so. */
    static <T> Response.ResponseBuilder of(Accept accept, Iterable<T> things, Function<T, ObjectNode> model) {
        Representation chosen = accept.best(OFFERED)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_ACCEPTABLE,
                        "Expected an Accept of application/dicom+json or application/dicom+xml."));
        return chosen.mediaType().equals(DICOM_XML)
                ? xml(things, model)
                : Response.ok(json(things, model)).header("Content-Type", chosen.mediaType());
    }

    private static <T> StreamingOutput json(Iterable<T> things, Function<T, ObjectNode> model) {
        return out -> {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartArray();
                for (T thing : things) {
                    json.writeTree(model.apply(thing));
                }
                json.writeEndArray();
            }
        };
    }

    private static <T> Response.ResponseBuilder xml(Iterable<T> things, Function<T, ObjectNode> model) {
        return MultipartAnswer.of(DICOM_XML, out -> {
            for (T thing : things) {
                out.part(body -> NativeModelWriter.write(model.apply(thing), body), "Content-Type: " + DICOM_XML);
            }
        });
    }
}
