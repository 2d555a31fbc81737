package org.isocenter.dicom.deidentify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;

/** K of a value of bytes: it stays, with zeros over whatever the same object shows to be an identifier. */
record ScrubBytes() implements Action {
    @Override
    public void apply(Dataset dataset, Element element, Subject subject) {
        byte[] bytes = dataset.bytes(element.tag());
        byte[] blanked = subject.known()
                .blank(new String(bytes, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        if (!Arrays.equals(bytes, blanked)) {
            dataset.setBytes(element.tag(), element.vr(), blanked);
        }
    }

    @Override
    public String code() {
        return "K";
    }
}
