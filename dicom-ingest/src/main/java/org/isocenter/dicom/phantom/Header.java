package org.isocenter.dicom.phantom;

import java.time.format.DateTimeFormatter;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.dataset.Vr;

/**
 * The header a hospital's machine would write: patient, study, machine, and identifiers in all the places where real
 * ones are found (names in descriptions, comments, nested sequences, private blocks).
 */
final class Header {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");
    private static final int PRIVATE_CREATOR = 0x00090010;
    private static final int PRIVATE_NAME = 0x00091001;
    private static final int PRIVATE_NUMBER = 0x00091002;

    private Header() {}

    /** Everything but the image itself; {@code series} and {@code instance} count from 1. */
    static Fields of(Visit visit, int series, int instance) {
        Fields fields = Fields.fresh().put("SpecificCharacterSet", "ISO_IR 192");
        patient(fields, visit.person(), visit);
        study(fields, visit);
        series(fields, visit, series);
        fields.put("SOPInstanceUID", visit.instanceUid(series, instance)).put("InstanceNumber", instance);
        hidden(fields, visit);
        return fields;
    }

    private static void patient(Fields fields, Person person, Visit visit) {
        int age = visit.at().getYear() - person.born().getYear();
        fields.put("PatientName", person.name())
                .put("PatientID", person.id())
                .put("IssuerOfPatientID", person.issuer())
                .put("PatientBirthDate", DAY.format(person.born()))
                .put("PatientSex", person.female() ? "F" : "M")
                .put("PatientAge", "%03dY".formatted(age))
                .put("PatientWeight", 52.0 + Math.floorMod(person.id().hashCode(), 47))
                .put("PatientAddress", person.address())
                .put("PatientTelephoneNumbers", person.phone())
                .put("OtherPatientNames", person.given() + "^" + person.family())
                .put("PatientComments", "Call " + person.phone() + ", lives at " + person.address());
    }

    private static void study(Fields fields, Visit visit) {
        String day = DAY.format(visit.at());
        String time = TIME.format(visit.at());
        fields.put("StudyInstanceUID", visit.studyUid())
                .put("StudyID", "S%05d".formatted(10_000 + visit.number()))
                .put("AccessionNumber", visit.accession())
                .put("StudyDate", day)
                .put("StudyTime", time)
                .put("SeriesDate", day)
                .put("SeriesTime", time)
                .put("AcquisitionDate", day)
                .put("AcquisitionTime", time)
                .put("ContentDate", day)
                .put("ContentTime", time)
                .put("ReferringPhysicianName", visit.person().physician())
                .put("OperatorsName", visit.person().physician() + "-Operator")
                .put("StudyDescription", "Chest follow-up " + visit.person().family());
    }

    private static void series(Fields fields, Visit visit, int series) {
        boolean ct = visit.scanner().isCt();
        fields.put("SeriesInstanceUID", visit.seriesUid(series))
                .put("SeriesNumber", series)
                .put("Modality", visit.scanner().modality())
                .put("SeriesDescription", ct ? "Axial lung " + visit.person().id() : "Chest PA")
                .put(
                        "ProtocolName",
                        ct ? "CHEST HELICAL" : "CHEST PA " + visit.person().family())
                .put("BodyPartExamined", "CHEST")
                .put("InstitutionName", visit.scanner().site())
                .put("InstitutionAddress", "1 Harbour Road, " + visit.scanner().site())
                .put("StationName", visit.scanner().station())
                .put("Manufacturer", visit.scanner().manufacturer())
                .put("ManufacturerModelName", visit.scanner().model())
                .put("DeviceSerialNumber", visit.scanner().serial());
    }

    private static void hidden(Fields fields, Visit visit) {
        Person person = visit.person();
        fields.item(
                "RequestAttributesSequence",
                Fields.fresh()
                        .put("ScheduledProcedureStepDescription", "chest for " + person.physician())
                        .put("ScheduledProcedureStepID", visit.accession()));
        fields.item(
                "OtherPatientIDsSequence",
                Fields.fresh().put("PatientID", person.id() + "-OLD").put("IssuerOfPatientID", person.issuer()));
        fields.put("ImageComments", "seen by dr " + person.physician().replace('^', ' ') + " re " + person.name());
        Dataset dataset = fields.dataset();
        dataset.set(PRIVATE_CREATOR, Vr.LO, "PHANTOM WORKS 1");
        dataset.set(PRIVATE_NAME, Vr.LO, person.name());
        dataset.set(PRIVATE_NUMBER, Vr.LO, person.id());
    }
}
