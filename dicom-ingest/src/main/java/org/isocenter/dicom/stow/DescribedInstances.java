package org.isocenter.dicom.stow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.json.ModelReader;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.mediatype.PixelMediaType;
import org.isocenter.dicom.multipart.PartReader.Part;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.xml.NativeModelReader;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Puts instances together from metadata and bulk data parts (PS3.18 10.5.1.1.2, 8.7.3.2): the metadata come first, in JSON or XML; each bulk data part
 * names by its Content-Location which value it is, several of one name are the frames of encapsulated pixel data. An instance is stored once the parts of
 * the next one begin, so that no more than one is held.
 */
public final class DescribedInstances {
    private static final String JSON = "application/dicom+json";
    private static final String XML = "application/dicom+xml";
    private static final int MOST_METADATA = 1 << 26;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Storing storing;
    private final long most;
    private final List<Waiting> waiting = new ArrayList<>();

    /** An instance whose bulk data is still to come, and what has. */
    private static final class Waiting {
        private final JsonNode model;
        private final Set<String> missing;
        private final List<Value> values = new ArrayList<>();

        Waiting(JsonNode model) {
            this.model = model;
            missing = new LinkedHashSet<>(model.findValuesAsText("BulkDataURI"));
        }

        boolean names(String location) {
            return missing.contains(location)
                    || values.stream().anyMatch(value -> value.location().equals(location));
        }
    }

    private record Value(String location, Optional<MediaRange> type, Octets octets) {}

    /**
     * Begins.
     *
     * @param most bytes of a bulk data part
     */
    public DescribedInstances(Storing storing, long most) {
        this.storing = storing;
        this.most = most;
    }

    /** Takes the next part. */
    public void part(Part part) throws IOException {
        Optional<MediaRange> type = part.header("content-type").flatMap(MediaRange::parse);
        String name = type.map(MediaRange::type).orElse("");
        if (name.equals(JSON)) {
            JsonNode models = json(part);
            (models.isArray() ? models : MAPPER.createArrayNode().add(models))
                    .forEach(model -> waiting.add(new Waiting(model)));
        } else if (name.equals(XML)) {
            waiting.add(new Waiting(NativeModelReader.read(part.body())));
        } else {
            String location = part.header("content-location")
                    .orElseThrow(() -> bad("a Content-Location for each part of bulk data"));
            Waiting owner = owner(location);
            owner.missing.remove(location);
            owner.values.add(new Value(location, type, Octets.of(even(bytes(part)))));
        }
    }

    private static JsonNode json(Part part) throws IOException {
        byte[] text = part.body().readNBytes(MOST_METADATA + 1);
        if (text.length > MOST_METADATA) {
            throw bad("metadata of at most %d bytes".formatted(MOST_METADATA));
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected metadata that are JSON.", e);
        }
    }

    /** Who names a location; those before it are complete, or never will be. */
    private Waiting owner(String location) throws IOException {
        int place = 0;
        while (place < waiting.size() && !waiting.get(place).names(location)) {
            place++;
        }
        if (place == waiting.size()) {
            throw bad("a Content-Location that the metadata name as BulkDataURI");
        }
        while (!waiting.get(0).names(location) && waiting.get(0).missing.isEmpty()) {
            store(waiting.remove(0));
        }
        return waiting.stream().filter(each -> each.names(location)).findFirst().orElseThrow();
    }

    private byte[] bytes(Part part) throws IOException {
        byte[] bytes = part.body().readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
        if (bytes.length > most) {
            throw new PlatformException(
                    ErrorCode.ELEMENT_TOO_LARGE, "Expected a part of at most %d bytes.".formatted(most));
        }
        return bytes;
    }

    /** Stores what is left, once the request has ended. */
    public void end() throws IOException {
        for (Waiting each : waiting) {
            store(each);
        }
        waiting.clear();
    }

    private void store(Waiting instance) throws IOException {
        if (!instance.missing.isEmpty()) {
            storing.failed(sent(instance.model), FailureReason.CANNOT_UNDERSTAND);
            return;
        }
        DicomObject object;
        try {
            TransferSyntax syntax = syntax(instance);
            Dataset dataset = ModelReader.read(instance.model, location -> value(instance, location));
            object = new DicomObject(meta(dataset), dataset, syntax);
        } catch (PlatformException e) {
            storing.failed(sent(instance.model), FailureReason.CANNOT_UNDERSTAND);
            return;
        }
        storing.take(sent(instance.model), out -> Part10Writer.write(object, out));
    }

    /** Pixels say by their media type how they are encoded; everything else is plain. */
    private static TransferSyntax syntax(Waiting instance) {
        String pixels = instance.model
                .path(Tag.format(Tag.PIXEL_DATA))
                .path("BulkDataURI")
                .asText("");
        return instance.values.stream()
                .filter(value -> value.location().equals(pixels))
                .findFirst()
                .flatMap(Value::type)
                .map(DescribedInstances::syntax)
                .orElse(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    private static TransferSyntax syntax(MediaRange type) {
        TransferSyntax syntax = type.parameter("transfer-syntax")
                .map(TransferSyntax::of)
                .or(() -> PixelMediaType.named(type.type()).map(PixelMediaType::usual))
                .orElse(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return syntax.isEncapsulated() ? syntax : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    private static Element.Value value(Waiting instance, String location) {
        List<Value> values = instance.values.stream()
                .filter(value -> value.location().equals(location))
                .toList();
        boolean encapsulated = values.get(0)
                .type()
                .map(DescribedInstances::syntax)
                .orElse(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .isEncapsulated();
        return encapsulated
                ? new Fragments(new byte[0], values.stream().map(Value::octets).toList())
                : new Bytes(values.get(0).octets());
    }

    private static byte[] even(byte[] bytes) {
        return bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    }

    private static Dataset meta(Dataset dataset) {
        Dataset meta = new Dataset();
        dataset.string(Tag.SOP_CLASS_UID).ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, uid));
        dataset.string(Tag.SOP_INSTANCE_UID).ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid));
        return meta;
    }

    private static SentInstance sent(JsonNode model) {
        return new SentInstance(
                uid(model, Tag.SOP_CLASS_UID), uid(model, Tag.SOP_INSTANCE_UID), uid(model, Tag.STUDY_INSTANCE_UID));
    }

    private static Optional<String> uid(JsonNode model, int tag) {
        return Optional.of(model.path(Tag.format(tag)).path("Value").path(0).asText(""))
                .filter(uid -> !uid.isEmpty());
    }

    private static PlatformException bad(String expected) {
        return new PlatformException(ErrorCode.BAD_REQUEST, "Expected %s.".formatted(expected));
    }
}
