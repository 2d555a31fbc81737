package org.isocenter.dicom.association;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.association.Channel.Message;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Writer;

/** Asks another application entity: C-ECHO and C-STORE over one association. */
public final class Requestor implements Closeable {
    private static final int OUR_MAXIMUM = 1 << 16;
    private static final int LARGEST_REPLY = 1 << 16;

    /**
     * Whom to ask, and as whom.
     *
     * @param host name or address
     * @param port TCP port
     * @param called their application entity title
     * @param calling ours
     * @param timeout for connecting and for each reply
     */
    public record Peer(String host, int port, String called, String calling, Duration timeout) {}

    /** A SOP class with the transfer syntax it will be sent in. */
    public record Offer(String sopClass, String transferSyntax) {}

    private final Channel channel;
    private final List<PresentationContext> accepted;
    private final List<Offer> offers;
    private int messages;

    private Requestor(Channel channel, List<PresentationContext> accepted, List<Offer> offers) {
        this.channel = channel;
        this.accepted = accepted;
        this.offers = offers;
    }

    /** Opens an association for what will be sent; fails where the peer rejects it, with its reason's number. */
    public static Requestor open(Peer peer, List<Offer> offers) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(peer.host(), peer.port()), (int)
                peer.timeout().toMillis());
        Channel channel = new Channel(socket, peer.timeout());
        List<PresentationContext> proposed = new ArrayList<>();
        for (int i = 0; i < offers.size(); i++) {
            Offer offer = offers.get(i);
            proposed.add(new PresentationContext(2 * i + 1, 0, offer.sopClass(), List.of(offer.transferSyntax())));
        }
        channel.write(new AssociateItems(peer.called(), peer.calling(), proposed, OUR_MAXIMUM).pdu(Pdu.REQUEST));
        Pdu reply = channel.read();
        if (reply.type() != Pdu.ACCEPT) {
            channel.close();
            throw new IOException(
                    reply.type() == Pdu.REJECT
                            ? "the association was rejected: result %d, source %d, reason %d"
                                    .formatted(reply.body()[1], reply.body()[2], reply.body()[3])
                            : "the association was not accepted");
        }
        AssociateItems answer = AssociateItems.parse(reply);
        channel.peerTakes(answer.maximumPdu());
        return new Requestor(channel, answer.contexts(), List.copyOf(offers));
    }

    /** C-ECHO: the status, 0 for success. */
    public int echo() throws IOException {
        Dataset command = command(Dimse.ECHO_REQUEST, Dimse.VERIFICATION);
        Dimse.us(command, Dimse.DATA_SET_TYPE, Dimse.NO_DATA_SET);
        int context = context(new Offer(Dimse.VERIFICATION, "1.2.840.10008.1.2"));
        channel.send(context, true, Dimse.encode(command));
        return status();
    }

    /** C-STORE of an object in the syntax it has: the status, 0 for success. */
    public int store(DicomObject object) throws IOException {
        String sopClass = object.dataset().string(Tag.SOP_CLASS_UID).orElse("");
        int context = context(new Offer(sopClass, object.transferSyntax().uid()));
        Dataset command = command(Dimse.STORE_REQUEST, sopClass);
        Dimse.us(command, Dimse.PRIORITY, 0);
        Dimse.us(command, Dimse.DATA_SET_TYPE, 0);
        object.dataset()
                .string(Tag.SOP_INSTANCE_UID)
                .ifPresent(uid -> command.set(Dimse.AFFECTED_SOP_INSTANCE, Vr.UI, uid));
        channel.send(context, true, Dimse.encode(command));
        channel.send(context, false, Part10Writer.dataset(object.dataset(), object.transferSyntax()));
        return status();
    }

    /** The SOP class that C-ECHO needs, in the syntax every peer has. */
    public static Offer verification() {
        return new Offer(Dimse.VERIFICATION, "1.2.840.10008.1.2");
    }

    private Dataset command(int field, String sopClass) {
        Dataset command = new Dataset();
        command.set(Dimse.AFFECTED_SOP_CLASS, Vr.UI, sopClass);
        Dimse.us(command, Dimse.COMMAND_FIELD, field);
        Dimse.us(command, Dimse.MESSAGE_ID, ++messages & 0xffff);
        return command;
    }

    private int context(Offer offer) throws IOException {
        int place = offers.indexOf(offer);
        return accepted.stream()
                .filter(context -> place >= 0 && context.id() == 2 * place + 1 && context.result() == 0)
                .map(PresentationContext::id)
                .findFirst()
                .orElseThrow(() -> new IOException("the peer does not take this SOP class in this transfer syntax"));
    }

    private int status() throws IOException {
        Pdu pdu = channel.read();
        if (pdu.type() != Pdu.DATA) {
            throw new IOException("the peer ended the association instead of answering");
        }
        Message reply = channel.message(pdu, LARGEST_REPLY);
        return Dimse.parse(reply.bytes()).integer(Dimse.STATUS).orElse(0x0110);
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
