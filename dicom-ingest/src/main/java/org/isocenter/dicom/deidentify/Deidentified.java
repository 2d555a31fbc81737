package org.isocenter.dicom.deidentify;

import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import org.isocenter.dicom.iod.Violation;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.study.Pseudonym;

/**
 * An object that may leave the spool, and what was done to it.
 *
 * @param object the cleaned object, in the transfer syntax it came in
 * @param pseudonym the patient's stand-in
 * @param actions how often each action was taken: X, Z, D, K, U, C
 * @param takenAway keywords of top-level attributes that the profile removed, emptied or replaced; a reader shows them
 *     as removed by profile, never as unknown
 * @param invalidDates dates that could not be shifted and fell to the Basic action
 * @param violations where the object is not what its IOD says; it came so
 */
public record Deidentified(
        DicomObject object,
        Pseudonym pseudonym,
        Map<String, Integer> actions,
        NavigableSet<String> takenAway,
        int invalidDates,
        SortedSet<Violation> violations) {}
