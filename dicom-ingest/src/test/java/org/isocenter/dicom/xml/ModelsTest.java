package org.isocenter.dicom.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.json.ModelReader;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Reading;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Real headers to JSON and XML and back. */
class ModelsTest {

    @Test
    void what_is_read_from_json_is_written_as_the_same_json() throws IOException {
        List<String> different = new ArrayList<>();
        List<Path> files = files();
        for (Path file : files) {
            Map<String, Element.Value> bulk = new HashMap<>();
            ObjectNode model = model(Part10Reader.read(file).dataset(), bulk);
            Dataset read = ModelReader.read(model, address -> Objects.requireNonNull(bulk.get(address)));
            if (!plain(model(read, new HashMap<>())).equals(plain(model))) {
                different.add(file.getFileName().toString());
            }
        }
        assertThat(different).isEmpty();
        assertThat(files).hasSizeGreaterThan(40);
    }

    @Test
    void what_is_read_from_xml_is_the_same_data_set() throws IOException {
        List<String> different = new ArrayList<>();
        for (Path file : files()) {
            Map<String, Element.Value> bulk = new HashMap<>();
            ObjectNode model = model(Part10Reader.read(file).dataset(), bulk);
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            NativeModelWriter.write(model, xml);
            ObjectNode read = NativeModelReader.read(new ByteArrayInputStream(xml.toByteArray()));
            Dataset again = ModelReader.read(read, address -> Objects.requireNonNull(bulk.get(address)));
            if (!plain(standard(model(again, new HashMap<>()))).equals(plain(standard(model)))) {
                different.add(file.getFileName().toString());
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void what_is_no_model_is_refused() throws IOException {
        for (String json : List.of(
                "[]",
                "{\"0010\": {\"vr\": \"PN\"}}",
                "{\"00100010\": {\"vr\": \"XX\"}}",
                "{\"00280010\": {\"vr\": \"US\", \"Value\": [\"many\"]}}",
                "{\"7FE00010\": {\"vr\": \"OW\", \"Value\": [1]}}",
                "{\"00091001\": {\"vr\": \"OB\", \"InlineBinary\": \"***\"}}")) {
            assertThatThrownBy(() -> ModelReader.read(new ObjectMapper().readTree(json), address -> {
                        throw new IllegalStateException();
                    }))
                    .as(json)
                    .isInstanceOf(PlatformException.class);
        }
        for (String xml : List.of(
                "",
                "<DicomAttribute/>",
                "<NativeDicomModel><DicomAttribute tag=\"1\" vr=\"US\"/></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag=\"00280010\" vr=\"US\"><Value number=\"999999\">1</Value></DicomAttribute></NativeDicomModel>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><NativeDicomModel>&b;</NativeDicomModel>")) {
            assertThatThrownBy(() ->
                            NativeModelReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))))
                    .as(xml)
                    .isInstanceOf(PlatformException.class);
        }
    }

    private static ObjectNode model(Dataset dataset, Map<String, Element.Value> bulk) {
        return DatasetJson.retrieved(dataset, (element, node) -> {
            String address = "b" + element.tag();
            bulk.put(address, element.value());
            node.put("BulkDataURI", address);
        });
    }

    /** Neither says anything by the place of a character set, a minus before zero, or carets at the end of a name. */
    private static String plain(ObjectNode model) {
        return model.toString()
                .replaceAll("\"00080005\":\\{[^}]*},|,?\"00080005\":\\{[^}]*}", "")
                .replace("-0.0", "0.0")
                .replaceAll("\\^+\"", "\"")
                .replace(",\"Value\":[{\"Alphabetic\":\"\"}]", "");
    }

    /** XML gives private elements a block of its own choice; the blocks of these files may differ. */
    private static ObjectNode standard(ObjectNode model) {
        List<String> odd = new ArrayList<>();
        model.fieldNames().forEachRemaining(tag -> {
            if (Integer.parseInt(tag.substring(3, 4), 16) % 2 == 1) {
                odd.add(tag);
            }
        });
        return model.without(odd);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SharedData.data("dicom/pydicom"))) {
            return all.filter(ModelsTest::isWhole).sorted().toList();
        }
    }

    private static boolean isWhole(Path file) {
        try {
            boolean isOdd = file.endsWith("nested_priv_SQ.dcm"); // its values have odd lengths, which nobody may write
            if (isOdd || !Files.isRegularFile(file) || Files.size(file) > 1 << 20) {
                return false;
            }
            Reading reading = Part10Reader.readAsFar(Files.readAllBytes(file));
            return reading.hasPrefix()
                    && reading.namesSyntax()
                    && reading.fault().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
