package org.isocenter.dicom.association;

import java.util.function.Supplier;
import org.isocenter.dicom.part10.EncodedObject;

/**
 * Something to send.
 *
 * @param sopClass its SOP class
 * @param sopInstance its SOP Instance UID
 * @param object reads it
 */
public record StoredInstance(String sopClass, String sopInstance, Supplier<EncodedObject> object) {}
