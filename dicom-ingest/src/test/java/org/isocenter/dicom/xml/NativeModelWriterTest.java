package org.isocenter.dicom.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.json.DatasetJson;
import org.junit.jupiter.api.Test;

class NativeModelWriterTest {

    @Test
    void values_names_items_and_private_elements_are_written_as_the_model_says() {
        Dataset item = new Dataset();
        item.set(Tag.CODE_VALUE, Vr.SH, "T-<1>");
        Dataset dataset = new Dataset();
        dataset.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        dataset.set(Tag.IMAGE_TYPE, Vr.CS, "DERIVED", "", "AXIAL");
        dataset.set(Tag.PATIENT_NAME, Vr.PN, "Yamada^Tarou^^Dr=山田^太郎");
        dataset.setItems(0x00081032, List.of(item));
        dataset.set(0x00090010, Vr.LO, "ACME");
        dataset.set(0x00091001, Vr.DS, "1.5");
        dataset.setBytes(Tag.PIXEL_DATA, Vr.OW, new byte[4]);
        assertThat(xml(dataset))
                .contains("<NativeDicomModel xmlns=\"http://dicom.nema.org/PS3.19/models/NativeDICOM\"")
                .contains(
                        "<DicomAttribute tag=\"00080008\" vr=\"CS\" keyword=\"ImageType\"><Value number=\"1\">DERIVED</Value>")
                .contains("<Value number=\"3\">AXIAL</Value>")
                .contains(
                        "<PersonName number=\"1\"><Alphabetic><FamilyName>Yamada</FamilyName><GivenName>Tarou</GivenName>"
                                + "<NamePrefix>Dr</NamePrefix></Alphabetic><Ideographic><FamilyName>山田</FamilyName>")
                .contains("<Item number=\"1\"><DicomAttribute tag=\"00080100\" vr=\"SH\" keyword=\"CodeValue\">"
                        + "<Value number=\"1\">T-&lt;1&gt;</Value>")
                .contains(
                        "<DicomAttribute tag=\"00090001\" vr=\"DS\" privateCreator=\"ACME\"><Value number=\"1\">1.5</Value>")
                .contains("<BulkData uri=\"there\"")
                .doesNotContain("00090010");
    }

    private static String xml(Dataset dataset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NativeModelWriter.write(
                DatasetJson.retrieved(dataset, (element, node) -> node.put("BulkDataURI", "there")), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
