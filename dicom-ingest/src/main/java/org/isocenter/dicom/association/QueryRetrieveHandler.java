package org.isocenter.dicom.association;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Answers queries and finds what is to be sent (PS3.4 Annex C). An identifier that cannot be served fails with {@link
 * ErrorCode#BAD_REQUEST}.
 */
public interface QueryRetrieveHandler {

    /** Takes matches as they are found; false where the caller wants no more. */
    @FunctionalInterface
    interface Matches {
        boolean next(Dataset match);
    }

    /** Gives every match of an identifier, in a stable order, until no more is wanted. */
    void find(Caller caller, QueryModel model, Dataset identifier, Matches matches);

    /** The instances that an identifier names, in order; their bytes are read when they are sent. */
    List<StoredInstance> retrieve(Caller caller, QueryModel model, Dataset identifier);

    /** Where objects for an application entity go; empty where it is not known. */
    Optional<Requestor.Peer> destination(Caller caller, String aeTitle);

    /** Where there is nothing to be asked for. */
    QueryRetrieveHandler NONE = new QueryRetrieveHandler() {
        @Override
        public void find(Caller caller, QueryModel model, Dataset identifier, Matches matches) {
            throw refusal();
        }

        @Override
        public List<StoredInstance> retrieve(Caller caller, QueryModel model, Dataset identifier) {
            throw refusal();
        }

        @Override
        public Optional<Requestor.Peer> destination(Caller caller, String aeTitle) {
            return Optional.empty();
        }

        private PlatformException refusal() {
            return new PlatformException(ErrorCode.BAD_REQUEST, "Expected a listener that answers queries.");
        }
    };
}
