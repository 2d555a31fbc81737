package org.isocenter.dicom.deidentify;

import org.isocenter.platform.security.KeyedUids;
import org.isocenter.platform.study.Pseudonym;

/**
 * What the actions know about the object in hand.
 *
 * @param objectUid original SOP Instance UID
 * @param pseudonym the patient's stand-in
 * @param uids new UIDs for old
 * @param shift the patient's date offset
 * @param known strings of this object that identify
 * @param tally what has been done so far
 */
record Subject(
        String objectUid, Pseudonym pseudonym, KeyedUids uids, DateShift shift, KnownIdentifiers known, Tally tally) {}
