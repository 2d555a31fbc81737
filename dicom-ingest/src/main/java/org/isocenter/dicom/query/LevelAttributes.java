package org.isocenter.dicom.query;

import java.util.Set;
import org.isocenter.dicom.dataset.Dictionary;

/** At which level an attribute of the index says the same of all that is below (PS3.3 A.1.2: the modules of patient, study and series). */
final class LevelAttributes {
    private static final int PATIENT_GROUP = 0x0010;
    private static final Set<String> STUDY = Set.of(
            "StudyDate",
            "StudyTime",
            "AccessionNumber",
            "ReferringPhysicianName",
            "TimezoneOffsetFromUTC",
            "StudyDescription",
            "StudyInstanceUID",
            "StudyID",
            "AdmissionID",
            "ClinicalTrialSponsorName",
            "ClinicalTrialProtocolID",
            "ClinicalTrialProtocolName",
            "ClinicalTrialSiteID",
            "ClinicalTrialSiteName",
            "ClinicalTrialSubjectID",
            "PatientIdentityRemoved",
            "DeidentificationMethod",
            "LongitudinalTemporalInformationModified");
    private static final Set<String> SERIES = Set.of(
            "Modality",
            "SeriesDate",
            "SeriesTime",
            "SeriesDescription",
            "SeriesInstanceUID",
            "SeriesNumber",
            "Laterality",
            "BodyPartExamined",
            "ProtocolName",
            "PatientPosition",
            "FrameOfReferenceUID",
            "PositionReferenceIndicator",
            "Manufacturer",
            "ManufacturerModelName",
            "DeviceSerialNumber",
            "SoftwareVersions",
            "StationName",
            "InstitutionName",
            "InstitutionalDepartmentName",
            "PerformedProcedureStepID",
            "PerformedProcedureStepStartDate",
            "PerformedProcedureStepStartTime",
            "PerformedProcedureStepDescription");

    private LevelAttributes() {}

    /** Whether an attribute belongs to a level or to one above it. */
    static boolean has(Level level, String keyword) {
        boolean patient = Dictionary.tag(keyword)
                .filter(tag -> tag >>> 16 == PATIENT_GROUP)
                .isPresent();
        return switch (level) {
            case PATIENT -> patient;
            case STUDY -> patient || STUDY.contains(keyword);
            case SERIES -> patient || STUDY.contains(keyword) || SERIES.contains(keyword);
            case IMAGE -> true;
        };
    }
}
