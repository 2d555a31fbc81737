package org.isocenter.dicom.association;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.association.StoreScu.Originator;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Serves C-FIND, C-GET and C-MOVE on one association (PS3.4 C.4). */
final class QueryRetrieveService {
    private static final int LARGEST_COMMAND = 1 << 16;

    private final Channel channel;
    private final Caller caller;
    private final QueryRetrieveHandler handler;
    private final StoreScu backwards;

    /** A request that is being served. */
    private record Request(int context, Dataset command, QueryModel model, TransferSyntax syntax, Dataset identifier) {
        int messageId() {
            return command.integer(Dimse.MESSAGE_ID).orElse(0);
        }
    }

    /**
     * Prepares to serve.
     *
     * @param backwards sends to the caller over this association, for C-GET
     */
    QueryRetrieveService(Channel channel, Caller caller, QueryRetrieveHandler handler, StoreScu backwards) {
        this.channel = channel;
        this.caller = caller;
        this.handler = handler;
        this.backwards = backwards;
    }

    /** Serves a request, down to its final reply. */
    void serve(int context, TransferSyntax syntax, Dataset command, byte[] data) throws IOException {
        int field = command.integer(Dimse.COMMAND_FIELD).orElse(0);
        try {
            Optional<QueryModel> model =
                    command.string(Dimse.AFFECTED_SOP_CLASS).flatMap(QueryModel::of);
            if (model.isEmpty()) {
                reply(context, Dimse.response(command, Dimse.SOP_CLASS_NOT_SUPPORTED));
                return;
            }
            Dataset identifier = Part10Reader.readDataset(ByteBuffer.wrap(data), syntax);
            Request request = new Request(context, command, model.get(), syntax, identifier);
            switch (field) {
                case Dimse.FIND_REQUEST -> find(request);
                case Dimse.GET_REQUEST -> get(request);
                default -> move(request);
            }
        } catch (PlatformException e) {
            boolean ours = e.code() != ErrorCode.BAD_REQUEST && e.code() != ErrorCode.NOT_FOUND;
            reply(context, Dimse.response(command, ours ? Dimse.UNABLE_TO_PROCESS : Dimse.IDENTIFIER_MISMATCH));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            reply(context, Dimse.response(command, Dimse.UNABLE_TO_PROCESS));
        }
    }

    private void find(Request request) throws IOException {
        boolean[] cancelled = {false};
        handler.find(caller, request.model(), request.identifier(), match -> {
            cancelled[0] = isCancelled();
            if (!cancelled[0]) {
                pending(request, match);
            }
            return !cancelled[0];
        });
        reply(request.context(), Dimse.response(request.command(), cancelled[0] ? Dimse.CANCELLED : Dimse.SUCCESS));
    }

    private void pending(Request request, Dataset match) {
        Dataset reply = Dimse.response(request.command(), Dimse.PENDING);
        Dimse.us(reply, Dimse.DATA_SET_TYPE, 0);
        try {
            channel.send(request.context(), true, Dimse.encode(reply));
            channel.send(request.context(), false, Part10Writer.dataset(match, request.syntax()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void get(Request request) throws IOException {
        List<StoredInstance> instances = handler.retrieve(caller, request.model(), request.identifier());
        send(request, instances, backwards, Optional.empty());
    }

    private void move(Request request) throws IOException {
        Optional<Requestor.Peer> destination =
                request.command().string(Dimse.MOVE_DESTINATION).flatMap(title -> handler.destination(caller, title));
        if (destination.isEmpty()) {
            reply(request.context(), Dimse.response(request.command(), Dimse.DESTINATION_UNKNOWN));
            return;
        }
        List<StoredInstance> instances = handler.retrieve(caller, request.model(), request.identifier());
        if (instances.isEmpty()) {
            send(request, instances, backwards, Optional.empty());
            return;
        }
        Requestor requestor;
        try {
            requestor = Requestor.open(destination.get(), offers(instances));
        } catch (IOException e) {
            SubOperations none = new SubOperations(instances.size());
            instances.forEach(instance -> none.ended(instance.sopInstance(), Dimse.PROCESSING_FAILURE));
            finish(request, none, none.status());
            return;
        }
        try {
            send(
                    request,
                    instances,
                    requestor.storage(),
                    Optional.of(new Originator(caller.callingAe(), request.messageId())));
        } finally {
            release(requestor);
        }
    }

    private static void release(Requestor requestor) {
        try {
            requestor.close();
        } catch (IOException e) {
            // the third party has gone away; what it took is counted
        }
    }

    private static List<Requestor.Offer> offers(List<StoredInstance> instances) {
        return Requestor.offers(
                instances.stream().map(StoredInstance::sopClass).distinct().toList());
    }

    private void send(Request request, List<StoredInstance> instances, StoreScu scu, Optional<Originator> originator)
            throws IOException {
        SubOperations progress = new SubOperations(instances.size());
        for (StoredInstance instance : instances) {
            if (isCancelled()) {
                finish(request, progress, Dimse.CANCELLED);
                return;
            }
            progress.ended(instance.sopInstance(), store(instance, scu, originator));
            Dataset reply = Dimse.response(request.command(), Dimse.PENDING);
            progress.writeTo(reply, true);
            reply(request.context(), reply);
        }
        finish(request, progress, progress.status());
    }

    /** An object that cannot be read fails alone, as does one that a third party does not take; when the caller's connection breaks, everything ends. */
    private static int store(StoredInstance instance, StoreScu scu, Optional<Originator> originator)
            throws IOException {
        try {
            return scu.store(
                    instance.sopClass(),
                    instance.sopInstance(),
                    instance.object().get(),
                    originator);
        } catch (PlatformException e) {
            return Dimse.PROCESSING_FAILURE;
        } catch (IOException e) {
            if (originator.isEmpty()) {
                throw e;
            }
            return Dimse.PROCESSING_FAILURE;
        }
    }

    private void finish(Request request, SubOperations progress, int status) throws IOException {
        Dataset reply = Dimse.response(request.command(), status);
        progress.writeTo(reply, status == Dimse.CANCELLED);
        Dataset failures = progress.failures();
        Dimse.us(reply, Dimse.DATA_SET_TYPE, failures.isEmpty() ? Dimse.NO_DATA_SET : 0);
        reply(request.context(), reply);
        if (!failures.isEmpty()) {
            channel.send(request.context(), false, Part10Writer.dataset(failures, request.syntax()));
        }
    }

    private boolean isCancelled() {
        try {
            if (!channel.hasInput()) {
                return false;
            }
            Pdu pdu = channel.read();
            if (pdu.type() != Pdu.DATA) {
                throw new IOException("the peer ended the association during a request");
            }
            Dataset command = Dimse.parse(channel.message(pdu, LARGEST_COMMAND).bytes());
            return command.integer(Dimse.COMMAND_FIELD).orElse(0) == Dimse.CANCEL_REQUEST;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reply(int context, Dataset reply) throws IOException {
        channel.send(context, true, Dimse.encode(reply));
    }
}
