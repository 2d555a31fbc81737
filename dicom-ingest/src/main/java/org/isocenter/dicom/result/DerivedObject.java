package org.isocenter.dicom.result;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.result.ResultAuthor;

/** What every object of a result has: the patient and study of its images, a series of its own, and who made it (PS3.3 C.7.1 to C.7.5, C.12.1). */
final class DerivedObject {
    private static final String MANUFACTURER = "Isocenter";
    /** Longest value of Series Description and its like (LO). */
    private static final int LONG_STRING = 64;

    private DerivedObject() {}

    /**
     * The beginning of an object.
     *
     * @param source an image of the study
     * @param sopClass of the object
     * @param modality of its series
     * @param words that tell object and series from others of this author
     */
    static Fields begin(ResultAuthor author, Dataset source, String sopClass, String modality, String... words) {
        ResultUids uids = new ResultUids(author);
        String date = DateTimeFormatter.BASIC_ISO_DATE
                .format(author.at().atOffset(ZoneOffset.UTC))
                .substring(0, 8);
        String time = DateTimeFormatter.ofPattern("HHmmss").format(author.at().atOffset(ZoneOffset.UTC));
        Fields object = Fields.fresh().put("SpecificCharacterSet", "ISO_IR 192");
        object.copyOrEmpty(
                source,
                "PatientName",
                "PatientID",
                "PatientBirthDate",
                "PatientSex",
                "StudyInstanceUID",
                "StudyDate",
                "StudyTime",
                "ReferringPhysicianName",
                "StudyID",
                "AccessionNumber");
        object.copy(
                source,
                "PatientAge",
                "PatientSize",
                "PatientWeight",
                "StudyDescription",
                "PatientIdentityRemoved",
                "DeidentificationMethod",
                "DeidentificationMethodCodeSequence",
                "LongitudinalTemporalInformationModified");
        object.put("SOPClassUID", sopClass)
                .put("SOPInstanceUID", uids.of("object " + modality, String.join("\n", words)))
                .put("InstanceCreationDate", date)
                .put("InstanceCreationTime", time)
                .put("SeriesInstanceUID", uids.of("series " + modality, String.join("\n", words)))
                .put("SeriesDate", date)
                .put("SeriesTime", time)
                .put("ContentDate", date)
                .put("ContentTime", time)
                .put("TimezoneOffsetFromUTC", "+0000")
                .put("Modality", modality)
                .put("SeriesDescription", longString(author.name()))
                .put("InstanceNumber", 1)
                .put("Manufacturer", MANUFACTURER)
                .put("ManufacturerModelName", longString(author.name()))
                .put("DeviceSerialNumber", author.head().toString())
                .put("SoftwareVersions", longString(author.codeVersion()));
        Code.introduceScheme(object);
        return object;
    }

    /** A finished object, explicit VR little-endian. */
    static DicomObject end(Fields object) {
        Dataset dataset = object.dataset();
        Dataset meta = Fields.fresh()
                .put(
                        "MediaStorageSOPClassUID",
                        dataset.string(Tag.SOP_CLASS_UID).orElseThrow())
                .put(
                        "MediaStorageSOPInstanceUID",
                        dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow())
                .dataset();
        return new DicomObject(meta, dataset, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Text that fits a long string; a backslash would part it in two. */
    static String longString(String text) {
        String plain = text.replace('\\', '/').strip();
        return plain.substring(0, Math.min(LONG_STRING, plain.length()));
    }

    /** Instances by series as the Common Instance Reference Module and the evidence of a report name them. */
    static List<Fields> references(List<Dataset> objects, String instances) {
        Map<String, Set<List<String>>> bySeries = new LinkedHashMap<>();
        for (Dataset object : objects) {
            bySeries.computeIfAbsent(object.string(Tag.SERIES_INSTANCE_UID).orElse(""), key -> new LinkedHashSet<>())
                    .add(List.of(
                            object.string(Tag.SOP_CLASS_UID).orElse(""),
                            object.string(Tag.SOP_INSTANCE_UID).orElse("")));
        }
        List<Fields> series = new ArrayList<>();
        bySeries.forEach((uid, names) -> series.add(Fields.fresh()
                .put("SeriesInstanceUID", uid)
                .items(
                        instances,
                        names.stream()
                                .map(name -> Fields.fresh()
                                        .put("ReferencedSOPClassUID", name.get(0))
                                        .put("ReferencedSOPInstanceUID", name.get(1)))
                                .toList())));
        return series;
    }
}
