package org.isocenter.dicom.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.EncodedObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.error.PlatformException;

/** Sends objects over an open association, each in an accepted context that has its syntax, or one it can be put into without touching its pixels, or else without loss. */
final class StoreScu {
    private static final int LARGEST_REPLY = 1 << 16;

    private final Channel channel;
    private final List<PresentationContext> contexts;
    private int messages;

    /** On behalf of another entity's C-MOVE. */
    record Originator(String aeTitle, int messageId) {}

    /** What is sent, and where. */
    private record Route(PresentationContext context, ByteBuffer dataset) {}

    /**
     * Prepares to send.
     *
     * @param contexts accepted ones, each with its SOP class and its one transfer syntax, in which we are the SCU of storage
     */
    StoreScu(Channel channel, List<PresentationContext> contexts) {
        this.channel = channel;
        this.contexts = List.copyOf(contexts);
    }

    /** Sends one object and waits for the reply: its status, 0 for success, 0x0122 where no context takes it. */
    int store(String sopClass, String sopInstance, EncodedObject object, Optional<Originator> originator)
            throws IOException {
        Optional<Route> route = route(sopClass, object);
        if (route.isEmpty()) {
            return Dimse.SOP_CLASS_NOT_SUPPORTED;
        }
        Dataset command = Dimse.request(Dimse.STORE_REQUEST, sopClass, ++messages & 0xffff);
        Dimse.us(command, Dimse.PRIORITY, 0);
        Dimse.us(command, Dimse.DATA_SET_TYPE, 0);
        command.set(Dimse.AFFECTED_SOP_INSTANCE, Vr.UI, sopInstance);
        originator.ifPresent(mover -> {
            command.set(Dimse.MOVE_ORIGINATOR, Vr.AE, mover.aeTitle());
            Dimse.us(command, Dimse.MOVE_ORIGINATOR_MESSAGE_ID, mover.messageId());
        });
        int context = route.get().context().id();
        channel.send(context, true, Dimse.encode(command));
        channel.send(context, false, route.get().dataset());
        return status();
    }

    private Optional<Route> route(String sopClass, EncodedObject object) {
        List<PresentationContext> own = new ArrayList<>(contexts);
        own.removeIf(context -> !context.abstractSyntax().equals(sopClass));
        own.sort((a, b) -> Boolean.compare(is(b, object), is(a, object)));
        return own.stream()
                .flatMap(context -> object
                        .as(TransferSyntax.of(context.transferSyntaxes().get(0)))
                        .map(bytes -> new Route(context, bytes))
                        .stream())
                .findFirst()
                .or(() -> transcoded(own, object));
    }

    /** Where the peer takes only other codings the pixels are coded anew, without loss; the plainest that fits. */
    private static Optional<Route> transcoded(List<PresentationContext> own, EncodedObject object) {
        return Negotiation.ORDER.stream()
                .flatMap(syntax -> own.stream()
                        .filter(context -> context.transferSyntaxes().get(0).equals(syntax)))
                .filter(context -> Transcoder.writes(
                        TransferSyntax.of(context.transferSyntaxes().get(0))))
                .flatMap(context -> transcoded(context, object).stream())
                .findFirst();
    }

    private static Optional<Route> transcoded(PresentationContext context, EncodedObject object) {
        TransferSyntax wanted = TransferSyntax.of(context.transferSyntaxes().get(0));
        try {
            Dataset dataset = Part10Reader.readDataset(copy(object.dataset()), object.transferSyntax());
            DicomObject coded =
                    Transcoder.transcode(new DicomObject(new Dataset(), dataset, object.transferSyntax()), wanted);
            return Optional.of(new Route(context, ByteBuffer.wrap(Part10Writer.dataset(coded.dataset(), wanted))));
        } catch (PlatformException e) {
            return Optional.empty(); // these pixels do not fit this syntax
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        return copy.put(bytes.duplicate()).flip();
    }

    private static boolean is(PresentationContext context, EncodedObject object) {
        return context.transferSyntaxes().get(0).equals(object.transferSyntax().uid());
    }

    private int status() throws IOException {
        Pdu pdu = channel.read();
        if (pdu.type() != Pdu.DATA) {
            throw new IOException("the peer ended the association instead of answering");
        }
        return Dimse.parse(channel.message(pdu, LARGEST_REPLY).bytes())
                .integer(Dimse.STATUS)
                .orElse(Dimse.PROCESSING_FAILURE);
    }
}
