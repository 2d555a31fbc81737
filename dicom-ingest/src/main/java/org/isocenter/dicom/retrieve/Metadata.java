package org.isocenter.dicom.retrieve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.part10.ObjectHead;

/** The metadata of an instance in the DICOM JSON model: everything but long values and pixels, for which it says where they are (PS3.18 10.4.1.1.2). */
public final class Metadata {
    private Metadata() {}

    /**
     * The model of an object.
     *
     * @param url of the instance
     */
    public static ObjectNode of(ObjectHead head, String url) {
        Dataset dataset = head.object().dataset();
        dataset.set(
                Tag.AVAILABLE_TRANSFER_SYNTAX_UID,
                Vr.UI,
                head.object().transferSyntax().uid());
        ObjectNode model = DatasetJson.retrieved(
                dataset, (element, node) -> node.put("BulkDataURI", bulkData(url, element.tag())));
        head.pixels().ifPresent(pixels -> model.putObject(Tag.format(pixels.tag()))
                .put("vr", pixels.vr().name())
                .put("BulkDataURI", bulkData(url, pixels.tag())));
        return model;
    }

    private static String bulkData(String url, int tag) {
        return url + "/bulkdata/" + Tag.format(tag);
    }
}
