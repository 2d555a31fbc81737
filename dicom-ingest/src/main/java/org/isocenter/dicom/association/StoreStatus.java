package org.isocenter.dicom.association;

import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.Outage;

/** The edge table from failures to the status of a C-STORE (PS3.4 B.2.3, PS3.7 Annex C): A7xx may be sent again, Cxxx not as it is. */
final class StoreStatus {
    private StoreStatus() {}

    static int of(RuntimeException failure) {
        return Outage.codeOf(failure).map(StoreStatus::of).orElse(Dimse.PROCESSING_FAILURE);
    }

    private static int of(ErrorCode code) {
        return switch (code) {
            case STORAGE_FULL -> Dimse.OUT_OF_RESOURCES;
            case DUPLICATE_INSTANCE -> Dimse.DUPLICATE_INSTANCE;
            case UNAVAILABLE, INTERNAL, STATE_FOLDER_BROKEN -> Dimse.PROCESSING_FAILURE;
            default -> Dimse.UNABLE_TO_PROCESS;
        };
    }
}
