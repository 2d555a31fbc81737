package org.isocenter.dicom.association;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.isocenter.dicom.association.Channel.Message;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.EncodedObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.jspecify.annotations.Nullable;

/** Asks another application entity over one association: verification, storage and its commitment, query and retrieve. */
public final class Requestor implements Closeable {
    private static final int OUR_MAXIMUM = 1 << 16;
    private static final int LARGEST_COMMAND = 1 << 16;
    private static final long LARGEST_IDENTIFIER = 1 << 24;
    private static final int MOST_CONTEXTS = 128;
    private static final Duration TO_CONNECT = Duration.ofSeconds(15);

    /**
     * Whom to ask, and as whom.
     *
     * @param host name or address
     * @param port TCP port
     * @param called their application entity title
     * @param calling ours
     * @param timeout for each reply, and for connecting where it is below 15 s
     * @param tls our certificate and whose we trust; empty to speak in the clear
     */
    public record Peer(
            String host, int port, String called, String calling, Duration timeout, Optional<SSLContext> tls) {

        /** Without TLS. */
        public Peer(String host, int port, String called, String calling, Duration timeout) {
            this(host, port, called, calling, timeout, Optional.empty());
        }
    }

    /**
     * A presentation context to propose: a SOP class with the transfer syntaxes of which the peer takes one.
     *
     * @param received whether its objects come to us, as in a C-GET
     */
    public record Offer(String sopClass, List<String> transferSyntaxes, boolean received) {
        public Offer {
            transferSyntaxes = List.copyOf(transferSyntaxes);
        }

        /** What we send, in one syntax. */
        public Offer(String sopClass, String transferSyntax) {
            this(sopClass, List.of(transferSyntax), false);
        }

        /** The same for objects that come to us. */
        public Offer toUs() {
            return new Offer(sopClass, transferSyntaxes, true);
        }
    }

    /**
     * How a C-GET or C-MOVE stands, or ended (PS3.4 C.4.2, C.4.3).
     *
     * @param status 0 for success, 0xB000 where some failed
     */
    public record Retrieved(int status, int completed, int failed, int warned) {}

    private final Channel channel;
    private final List<PresentationContext> accepted;
    private final StoreScu storage;
    private int messages;

    private Requestor(Channel channel, List<PresentationContext> accepted) {
        this.channel = channel;
        this.accepted = accepted;
        this.storage = new StoreScu(channel, accepted);
    }

    /** Opens an association; fails where the peer rejects it, with its reason's number. */
    public static Requestor open(Peer peer, List<Offer> offers) throws IOException {
        Socket socket = new Socket();
        try {
            Duration patience = peer.timeout().compareTo(TO_CONNECT) < 0 ? peer.timeout() : TO_CONNECT;
            socket.connect(new InetSocketAddress(peer.host(), peer.port()), (int) patience.toMillis());
            return associate(new Channel(secured(socket, peer), peer.timeout()), peer, offers);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The certificate must be that of the host. */
    private static Socket secured(Socket socket, Peer peer) throws IOException {
        if (peer.tls().isEmpty()) {
            return socket;
        }
        SSLSocket secured =
                (SSLSocket) peer.tls().get().getSocketFactory().createSocket(socket, peer.host(), peer.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout((int) peer.timeout().toMillis());
        secured.startHandshake();
        return secured;
    }

    private static Requestor associate(Channel channel, Peer peer, List<Offer> offers) throws IOException {
        List<PresentationContext> proposed = new ArrayList<>();
        for (Offer offer : offers.subList(0, Math.min(MOST_CONTEXTS, offers.size()))) {
            proposed.add(
                    new PresentationContext(2 * proposed.size() + 1, 0, offer.sopClass(), offer.transferSyntaxes()));
        }
        List<RoleSelection> roles = offers.stream()
                .filter(Offer::received)
                .map(Offer::sopClass)
                .distinct()
                .map(sopClass -> new RoleSelection(sopClass, false, true))
                .toList();
        UserInformation ours = UserInformation.of(OUR_MAXIMUM, roles);
        channel.write(
                AssociateItems.of(peer.called(), peer.calling(), proposed, ours).pdu(Pdu.REQUEST));
        Pdu reply = channel.read();
        if (reply.type() != Pdu.ACCEPT) {
            throw new IOException(
                    reply.type() == Pdu.REJECT
                            ? "the association was rejected: result %d, source %d, reason %d"
                                    .formatted(reply.body()[1], reply.body()[2], reply.body()[3])
                            : "the association was not accepted");
        }
        AssociateItems answer = AssociateItems.parse(reply);
        channel.peerTakes(answer.user().maximumPdu());
        return new Requestor(channel, accepted(proposed, answer.contexts()));
    }

    /** The accepted contexts with the abstract syntax that the reply leaves out. */
    private static List<PresentationContext> accepted(
            List<PresentationContext> proposed, List<PresentationContext> answers) {
        return answers.stream()
                .filter(answer -> answer.result() == 0 && answer.id() % 2 == 1 && answer.id() / 2 < proposed.size())
                .map(answer -> new PresentationContext(
                        answer.id(), 0, proposed.get(answer.id() / 2).abstractSyntax(), answer.transferSyntaxes()))
                .toList();
    }

    /** The SOP class that C-ECHO needs, in the syntax every peer has. */
    public static Offer verification() {
        return new Offer(Dimse.VERIFICATION, Negotiation.IMPLICIT);
    }

    /**
     * What it takes to send or receive objects of some SOP classes: for each one context with all syntaxes that need no codec; then, for as long as there is
     * room for more contexts, one for each other syntax that we know, so that it is the sender who chooses.
     */
    public static List<Offer> offers(List<String> sopClasses) {
        List<String> distinct = sopClasses.stream().distinct().toList();
        Stream<Offer> plain = distinct.stream().map(sopClass -> new Offer(sopClass, Negotiation.NATIVE, false));
        Stream<Offer> encoded = Negotiation.ORDER.stream()
                .filter(syntax -> !Negotiation.NATIVE.contains(syntax))
                .flatMap(syntax -> distinct.stream().map(sopClass -> new Offer(sopClass, syntax)));
        return Stream.concat(plain, encoded).limit(MOST_CONTEXTS).toList();
    }

    /** What it takes to query and retrieve. */
    public static List<Offer> queries(QueryModel model) {
        return List.of(
                new Offer(model.find(), Negotiation.IMPLICIT),
                new Offer(model.move(), Negotiation.IMPLICIT),
                new Offer(model.get(), Negotiation.IMPLICIT));
    }

    /** What it takes to ask for a commitment. */
    public static Offer commitment() {
        return new Offer(Commitment.SOP_CLASS, Negotiation.IMPLICIT);
    }

    /** N-ACTION: asks whether objects are safe; the answer comes on an association of its own. The status, 0 for success. */
    public int requestCommitment(Commitment question) throws IOException {
        Dataset command = new Dataset();
        command.set(Dimse.REQUESTED_SOP_CLASS, Vr.UI, Commitment.SOP_CLASS);
        command.set(Dimse.REQUESTED_SOP_INSTANCE, Vr.UI, Commitment.SOP_INSTANCE);
        Dimse.us(command, Dimse.COMMAND_FIELD, Dimse.ACTION_REQUEST);
        Dimse.us(command, Dimse.MESSAGE_ID, nextMessage());
        Dimse.us(command, Dimse.ACTION_TYPE, 1);
        return say(command, question);
    }

    /** N-EVENT-REPORT: answers such a question; {@link #commitment} was offered {@linkplain Offer#toUs as SCP}. The status, 0 for success. */
    public int reportCommitment(Commitment answer) throws IOException {
        Dataset command = Dimse.request(Dimse.EVENT_REPORT_REQUEST, Commitment.SOP_CLASS, nextMessage());
        command.set(Dimse.AFFECTED_SOP_INSTANCE, Vr.UI, Commitment.SOP_INSTANCE);
        Dimse.us(command, Dimse.EVENT_TYPE, answer.failures().isEmpty() ? 1 : 2);
        return say(command, answer);
    }

    private int say(Dataset command, Commitment commitment) throws IOException {
        PresentationContext context = context(Commitment.SOP_CLASS);
        Dimse.us(command, Dimse.DATA_SET_TYPE, 0);
        channel.send(context.id(), true, Dimse.encode(command));
        channel.send(context.id(), false, Part10Writer.dataset(commitment.dataset(), syntax(context)));
        return reply().integer(Dimse.STATUS).orElse(Dimse.PROCESSING_FAILURE);
    }

    /** C-ECHO: the status, 0 for success. */
    public int echo() throws IOException {
        Dataset command = Dimse.request(Dimse.ECHO_REQUEST, Dimse.VERIFICATION, nextMessage());
        Dimse.us(command, Dimse.DATA_SET_TYPE, Dimse.NO_DATA_SET);
        channel.send(context(Dimse.VERIFICATION).id(), true, Dimse.encode(command));
        return reply().integer(Dimse.STATUS).orElse(Dimse.PROCESSING_FAILURE);
    }

    /** C-STORE of an object, in its syntax where that was accepted: the status, 0 for success. */
    public int store(DicomObject object) throws IOException {
        Dataset dataset = object.dataset();
        String sopClass = dataset.string(Tag.SOP_CLASS_UID).orElse("");
        context(sopClass);
        ByteBuffer bytes = ByteBuffer.wrap(Part10Writer.dataset(dataset, object.transferSyntax()));
        return storage.store(
                sopClass,
                dataset.string(Tag.SOP_INSTANCE_UID).orElse(""),
                new EncodedObject(bytes, object.transferSyntax()),
                Optional.empty());
    }

    /** Sends objects that are encoded already. */
    StoreScu storage() {
        return storage;
    }

    /** C-FIND: each match as it comes; the final status, 0 for success. */
    public int find(QueryModel model, Dataset identifier, Consumer<Dataset> matches) throws IOException {
        PresentationContext context = ask(Dimse.FIND_REQUEST, model.find(), identifier, null);
        while (true) {
            Dataset reply = reply();
            int status = reply.integer(Dimse.STATUS).orElse(Dimse.PROCESSING_FAILURE);
            if ((status & 0xfffe) != Dimse.PENDING) {
                return status;
            }
            matches.accept(identifier(context));
        }
    }

    /** C-MOVE to an application entity that the peer knows. */
    public Retrieved move(QueryModel model, Dataset identifier, String destination, Consumer<Retrieved> progress)
            throws IOException {
        PresentationContext context = ask(Dimse.MOVE_REQUEST, model.move(), identifier, destination);
        while (true) {
            Retrieved retrieved = retrieved(context, reply());
            if (retrieved.status() != Dimse.PENDING) {
                return retrieved;
            }
            progress.accept(retrieved);
        }
    }

    /** C-GET: the objects come over this association, as Part 10 bytes; one for which a {@link PlatformException} is thrown counts as failed. Their SOP classes were offered {@linkplain Offer#toUs to us}. */
    public Retrieved get(QueryModel model, Dataset identifier, Consumer<byte[]> objects) throws IOException {
        PresentationContext context = ask(Dimse.GET_REQUEST, model.get(), identifier, null);
        while (true) {
            Message message = message();
            Dataset command = Dimse.parse(message.bytes());
            if (command.integer(Dimse.COMMAND_FIELD).orElse(0) == Dimse.STORE_REQUEST) {
                take(message.context(), command, objects);
                continue;
            }
            Retrieved retrieved = retrieved(context, command);
            if (retrieved.status() != Dimse.PENDING) {
                return retrieved;
            }
        }
    }

    private void take(int context, Dataset command, Consumer<byte[]> objects) throws IOException {
        Incoming data = channel.incoming(channel.read(), Integer.MAX_VALUE - 1024);
        String syntax = accepted.stream()
                .filter(each -> each.id() == context)
                .map(each -> each.transferSyntaxes().get(0))
                .findFirst()
                .orElseThrow(() -> new IOException("an object came in a context that was not accepted"));
        int status = kept(Dimse.object(syntax, command, data).bytes(), objects);
        channel.send(context, true, Dimse.encode(Dimse.response(command, status)));
    }

    /** An object that cannot be kept fails alone; the peer counts it. */
    private static int kept(byte[] part10, Consumer<byte[]> objects) {
        try {
            objects.accept(part10);
            return Dimse.SUCCESS;
        } catch (PlatformException e) {
            return e.code() == ErrorCode.STORAGE_FULL ? Dimse.OUT_OF_RESOURCES : Dimse.PROCESSING_FAILURE;
        }
    }

    private Retrieved retrieved(PresentationContext context, Dataset reply) throws IOException {
        if (reply.integer(Dimse.DATA_SET_TYPE).orElse(Dimse.NO_DATA_SET) != Dimse.NO_DATA_SET) {
            identifier(context); // the list of what failed; the counts say how many
        }
        return new Retrieved(
                reply.integer(Dimse.STATUS).orElse(Dimse.PROCESSING_FAILURE),
                reply.integer(Dimse.COMPLETED).orElse(0),
                reply.integer(Dimse.FAILED).orElse(0),
                reply.integer(Dimse.WARNED).orElse(0));
    }

    private PresentationContext ask(int field, String sopClass, Dataset identifier, @Nullable String destination)
            throws IOException {
        PresentationContext context = context(sopClass);
        Dataset command = Dimse.request(field, sopClass, nextMessage());
        Dimse.us(command, Dimse.PRIORITY, 0);
        Dimse.us(command, Dimse.DATA_SET_TYPE, 0);
        if (destination != null) {
            command.set(Dimse.MOVE_DESTINATION, Vr.AE, destination);
        }
        channel.send(context.id(), true, Dimse.encode(command));
        channel.send(context.id(), false, Part10Writer.dataset(identifier, syntax(context)));
        return context;
    }

    private Dataset identifier(PresentationContext context) throws IOException {
        byte[] bytes = channel.message(channel.read(), LARGEST_IDENTIFIER).bytes();
        return Part10Reader.readDataset(ByteBuffer.wrap(bytes), syntax(context));
    }

    private static TransferSyntax syntax(PresentationContext context) {
        return TransferSyntax.of(context.transferSyntaxes().get(0));
    }

    private PresentationContext context(String sopClass) throws IOException {
        return accepted.stream()
                .filter(context -> context.abstractSyntax().equals(sopClass))
                .findFirst()
                .orElseThrow(() -> new IOException("the peer does not take this SOP class in this transfer syntax"));
    }

    private Dataset reply() throws IOException {
        return Dimse.parse(message().bytes());
    }

    private Message message() throws IOException {
        Pdu pdu = channel.read();
        if (pdu.type() != Pdu.DATA) {
            throw new IOException("the peer ended the association instead of answering");
        }
        return channel.message(pdu, LARGEST_COMMAND);
    }

    private int nextMessage() {
        return ++messages & 0xffff;
    }

    /** Ends the association at once. */
    public void abort() {
        try (channel) {
            channel.write(Pdu.giveUp());
        } catch (IOException e) {
            // it has ended already
        }
    }

    /** Releases the association. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.write(Pdu.release());
            channel.read();
        }
    }
}
