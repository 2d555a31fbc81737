package org.isocenter.platform.security;

import java.util.Map;

/**
 * Who a pseudonym stands for; never logged, never stored in the clear.
 *
 * @param fields identifying headers by DICOM keyword, such as PatientID and PatientName
 */
public record PatientIdentity(Map<String, String> fields) {
    public PatientIdentity {
        fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
        return "PatientIdentity[hidden]";
    }
}
