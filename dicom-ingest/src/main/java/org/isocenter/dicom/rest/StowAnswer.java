package org.isocenter.dicom.rest;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.dicom.pipeline.IngestPipeline.Ended;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.study.IngestLedger.Fate;

/** The answer to a STOW request in the DICOM JSON model (PS3.18 10.5.3, Table I.1-1; failure reasons Table I.2-2). */
final class StowAnswer {
    private static final int CANNOT_UNDERSTAND = 0xC000;
    private static final int UNKNOWN_SYNTAX = 0xC122;
    private static final int DUPLICATE = 0x0111;
    private static final int OUT_OF_RESOURCES = 0xA700;

    private StowAnswer() {}

    /**
     * 200 all stored, 202 some of them or some not yet, 409 none, 400 where there was no part at all.
     *
     * @param ended parts that have come to their end
     * @param waiting number of parts that are safe but not yet indexed
     */
    static Response of(List<Ended> ended, int waiting) {
        List<Object> stored = new ArrayList<>();
        List<Object> failed = new ArrayList<>();
        for (Ended one : ended) {
            if (one.fate() == Fate.QUARANTINED || one.fate() == Fate.REFUSED) {
                failed.add(Map.of("00081197", value("US", reason(one.code().orElse(ErrorCode.INTERNAL)))));
            } else {
                one.instance().ifPresent(uid -> stored.add(Map.of("00081155", value("UI", uid.value()))));
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (!failed.isEmpty()) {
            body.put("0008119A", Map.of("vr", "SQ", "Value", failed));
        }
        if (!stored.isEmpty()) {
            body.put("00081199", Map.of("vr", "SQ", "Value", stored));
        }
        Response.ResponseBuilder answer = Response.status(status(stored.size(), failed.size(), waiting));
        if (waiting > 0) {
            answer.header("Warning", "299 isocenter \"%d instances are safe and will be indexed\"".formatted(waiting));
        }
        return answer.entity(body).build();
    }

    private static int status(int stored, int failed, int waiting) {
        if (waiting > 0) {
            return 202;
        }
        if (stored == 0) {
            return failed == 0 ? 400 : 409;
        }
        return failed == 0 ? 200 : 202;
    }

    private static int reason(ErrorCode code) {
        return switch (code) {
            case UNSUPPORTED_TRANSFER_SYNTAX -> UNKNOWN_SYNTAX;
            case STORAGE_FULL -> OUT_OF_RESOURCES;
            case DUPLICATE_INSTANCE -> DUPLICATE;
            default -> CANNOT_UNDERSTAND;
        };
    }

    private static Map<String, Object> value(String vr, Object value) {
        return Map.of("vr", vr, "Value", List.of(value));
    }
}
