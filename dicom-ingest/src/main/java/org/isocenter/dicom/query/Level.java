package org.isocenter.dicom.query;

import java.util.Arrays;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.HeaderKey;

/** The levels of query and retrieve with the key that names one thing of a level (PS3.4 C.3). */
public enum Level {
    PATIENT("PatientID", Tag.PATIENT_ID),
    STUDY("StudyInstanceUID", Tag.STUDY_INSTANCE_UID),
    SERIES("SeriesInstanceUID", Tag.SERIES_INSTANCE_UID),
    IMAGE("SOPInstanceUID", Tag.SOP_INSTANCE_UID);

    private final String keyword;
    private final int tag;

    Level(String keyword, int tag) {
        this.keyword = keyword;
        this.tag = tag;
    }

    /** The unique key. */
    public HeaderKey key() {
        return HeaderKey.text(keyword);
    }

    /** The unique key's tag. */
    public int tag() {
        return tag;
    }

    /** The level that an identifier names; {@code BAD_REQUEST} where it names none. */
    public static Level of(Dataset identifier) {
        String word = identifier.string(Tag.QUERY_RETRIEVE_LEVEL).orElse("");
        return Arrays.stream(values())
                .filter(level -> level.name().equals(word))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected a Query/Retrieve Level PATIENT, STUDY, SERIES or IMAGE in the identifier."));
    }
}
