package org.isocenter.dicom.association;

import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * What stands behind a listener.
 *
 * @param storage takes objects, and decides who may call
 * @param archive is queried and retrieved from
 * @param commitment promises that objects are safe
 */
public record Services(StoreHandler storage, QueryRetrieveHandler archive, CommitmentHandler commitment) {

    /** Storage alone. */
    public static Services of(StoreHandler storage) {
        return of(storage, QueryRetrieveHandler.NONE);
    }

    /** Storage with query and retrieve. */
    public static Services of(StoreHandler storage, QueryRetrieveHandler archive) {
        return new Services(storage, archive, new CommitmentHandler() {
            @Override
            public void requested(Caller caller, Commitment question) {
                throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected a listener that commits.");
            }

            @Override
            public void reported(Caller caller, Commitment answer) {
                throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected a listener that has asked.");
            }
        });
    }
}
