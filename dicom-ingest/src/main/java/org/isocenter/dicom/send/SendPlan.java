package org.isocenter.dicom.send;

import java.util.List;
import java.util.Map;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.work.Parameters;

/**
 * The parameters of a SEND job.
 *
 * @param archive by its name in the project
 * @param instances what is sent, at least one
 */
record SendPlan(String archive, List<SopInstanceUid> instances) {

    /** Reads a plan; {@code INVALID_PLAN} names what is wrong. */
    static SendPlan of(Map<String, Object> values) {
        Parameters parameters = new Parameters(values);
        SendPlan plan = new SendPlan(
                parameters.name("pacs"),
                parameters.texts("instances").stream().map(SendPlan::uid).toList());
        parameters.nothingElse();
        if (plan.instances.isEmpty()) {
            throw Parameters.wrong("instances", "must name at least one SOP Instance UID", null);
        }
        return plan;
    }

    private static SopInstanceUid uid(String word) {
        return SopInstanceUid.of(word)
                .orElseThrow(() -> Parameters.wrong("instances", "must be legal UIDs", "another text"));
    }
}
