package org.isocenter.dicom.archive;

/**
 * An object as an archive tells of it.
 *
 * @param sopClass its SOP class; empty where the archive does not tell
 * @param uid its SOP Instance UID, the archive's
 */
public record ArchiveInstance(String sopClass, String uid) {}
