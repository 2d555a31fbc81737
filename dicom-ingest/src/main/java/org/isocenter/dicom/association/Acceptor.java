package org.isocenter.dicom.association;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.isocenter.dicom.association.Channel.Message;
import org.isocenter.dicom.association.UserInformation.Operations;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.Part10Reader;

/** One association from its request to its release. */
final class Acceptor {
    private static final int LARGEST_COMMAND = 1 << 16;
    /** Of a query or of a question for commitment, which are held in memory. */
    private static final int LARGEST_IDENTIFIER = 1 << 24;

    private final Channel channel;
    private final Services services;
    private final Duration idle;
    private final long largestObject;
    private final Map<Integer, PresentationContext> contexts = new HashMap<>();

    /**
     * Prepares to serve.
     *
     * @param idle how long the peer may be silent once it has been accepted
     * @param largestObject bytes above which an object is refused
     */
    Acceptor(Channel channel, Services services, Duration idle, long largestObject) {
        this.channel = channel;
        this.services = services;
        this.idle = idle;
        this.largestObject = largestObject;
    }

    /** Serves; where the peer errs or falls silent it is told so before its connection ends. */
    void serve(boolean hasRoom) throws IOException {
        try {
            associate(hasRoom);
        } catch (MalformedPduException e) {
            channel.write(Pdu.abort(e.reason()));
        } catch (SocketTimeoutException e) {
            channel.write(Pdu.giveUp());
        }
    }

    private void associate(boolean hasRoom) throws IOException {
        Pdu first = channel.read();
        if (first.type() != Pdu.REQUEST) {
            channel.write(Pdu.abort(Pdu.UNEXPECTED));
            return;
        }
        AssociateItems request = AssociateItems.parse(first);
        Caller caller = new Caller(request.called(), request.calling(), channel.address(), channel.certificate());
        Optional<Pdu> rejection = hasRoom ? rejection(request, caller) : Optional.of(Pdu.LOCAL_LIMIT);
        if (rejection.isPresent()) {
            channel.write(rejection.get());
        } else {
            channel.waitFor(idle);
            StoreScu backwards = accept(request);
            messages(caller, new QueryRetrieveService(channel, caller, services.archive(), backwards));
        }
    }

    /** What speaks against the association; where that cannot be told, as while the database is down, congestion. */
    private Optional<Pdu> rejection(AssociateItems request, Caller caller) {
        if ((request.version() & 1) == 0) {
            return Optional.of(Pdu.PROTOCOL_VERSION);
        }
        if (!request.applicationContext().equals(AssociateItems.APPLICATION_CONTEXT)) {
            return Optional.of(Pdu.APPLICATION_CONTEXT);
        }
        try {
            Admission admission = services.storage().admit(caller);
            return admission == Admission.ADMITTED
                    ? Optional.empty()
                    : Optional.of(Pdu.rejectedByUser(admission.reason()));
        } catch (RuntimeException e) {
            return Optional.of(Pdu.CONGESTION);
        }
    }

    /** Accepts, and gives what can be sent to the requestor in the contexts where it is the SCP. */
    private StoreScu accept(AssociateItems request) throws IOException {
        List<PresentationContext> answers = Negotiation.answer(request.contexts());
        answers.stream().filter(answer -> answer.result() == 0).forEach(answer -> contexts.put(answer.id(), answer));
        UserInformation theirs = request.user();
        List<RoleSelection> roles = Negotiation.roles(theirs.roles());
        UserInformation ours = new UserInformation(
                Pdu.OURS,
                roles,
                theirs.operations().map(window -> Operations.ONE_BY_ONE),
                Negotiation.extended(theirs.extended()));
        channel.peerTakes(theirs.maximumPdu());
        channel.write(AssociateItems.of(request.called(), request.calling(), answers, ours)
                .pdu(Pdu.ACCEPT));
        Set<String> served = new HashSet<>();
        roles.stream().filter(RoleSelection::scp).forEach(role -> served.add(role.sopClass()));
        return new StoreScu(
                channel,
                contexts.values().stream()
                        .filter(context -> served.contains(context.abstractSyntax()))
                        .toList());
    }

    private void messages(Caller caller, QueryRetrieveService queries) throws IOException {
        while (true) {
            Pdu pdu = channel.read();
            if (pdu.type() == Pdu.RELEASE) {
                channel.write(Pdu.releaseReply());
                return;
            }
            if (pdu.type() == Pdu.ABORT) {
                return;
            }
            if (pdu.type() != Pdu.DATA) {
                channel.write(Pdu.abort(Pdu.UNEXPECTED));
                return;
            }
            Message message = channel.message(pdu, LARGEST_COMMAND);
            PresentationContext context = contexts.get(message.context());
            if (!message.isCommand() || context == null) {
                channel.write(Pdu.abort(Pdu.INVALID_PARAMETER));
                return;
            }
            answer(context, Dimse.parse(message.bytes()), caller, queries);
        }
    }

    private void answer(PresentationContext context, Dataset command, Caller caller, QueryRetrieveService queries)
            throws IOException {
        boolean hasData = command.integer(Dimse.DATA_SET_TYPE).orElse(Dimse.NO_DATA_SET) != Dimse.NO_DATA_SET;
        int field = command.integer(Dimse.COMMAND_FIELD).orElse(0);
        String syntax = context.transferSyntaxes().get(0);
        if (field == Dimse.STORE_REQUEST && hasData) {
            Incoming data = channel.incoming(channel.read(), largestObject);
            int status = store(Dimse.object(syntax, command, data), caller);
            data.skip();
            reply(context, command, status);
            return;
        }
        byte[] data =
                hasData ? channel.message(channel.read(), LARGEST_IDENTIFIER).bytes() : new byte[0];
        switch (field) {
            case Dimse.ECHO_REQUEST -> reply(context, command, Dimse.SUCCESS);
            case Dimse.STORE_REQUEST -> reply(context, command, Dimse.UNABLE_TO_PROCESS); // without an object
            case Dimse.FIND_REQUEST, Dimse.GET_REQUEST, Dimse.MOVE_REQUEST ->
                queries.serve(context.id(), TransferSyntax.of(syntax), command, data);
            case Dimse.ACTION_REQUEST ->
                reply(context, command, commitment(syntax, data, question -> services.commitment()
                        .requested(caller, question)));
            case Dimse.EVENT_REPORT_REQUEST ->
                reply(context, command, commitment(syntax, data, answer -> services.commitment()
                        .reported(caller, answer)));
            case Dimse.CANCEL_REQUEST -> {} // what it meant has ended already
            default -> reply(context, command, Dimse.NO_SUCH_SERVICE);
        }
    }

    private void reply(PresentationContext context, Dataset command, int status) throws IOException {
        channel.send(context.id(), true, Dimse.encode(Dimse.response(command, status)));
    }

    private static int commitment(String syntax, byte[] data, Consumer<Commitment> taker) {
        try {
            taker.accept(Commitment.parse(Part10Reader.readDataset(ByteBuffer.wrap(data), TransferSyntax.of(syntax))));
            return Dimse.SUCCESS;
        } catch (RuntimeException e) {
            return Dimse.PROCESSING_FAILURE;
        }
    }

    private int store(ArrivingObject object, Caller caller) throws IOException {
        try {
            services.storage().store(caller, object);
            return Dimse.SUCCESS;
        } catch (RuntimeException e) {
            return StoreStatus.of(e);
        }
    }
}
