package org.isocenter.dicom.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.dicom.association.Channel.Message;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** One association from its request to its release. */
final class Acceptor {
    private static final int OUR_MAXIMUM = 1 << 17;
    private static final int LARGEST_COMMAND = 1 << 16;
    private static final int SUCCESS = 0x0000;
    private static final int NO_SUCH_SERVICE = 0x0211;
    private static final int OUT_OF_RESOURCES = 0xA700;
    private static final int CANNOT_UNDERSTAND = 0xC000;

    private final Channel channel;
    private final StoreHandler handler;
    private final long largestObject;
    private final Map<Integer, String> syntaxes = new HashMap<>();

    Acceptor(Channel channel, StoreHandler handler, long largestObject) {
        this.channel = channel;
        this.handler = handler;
        this.largestObject = largestObject;
    }

    void serve(boolean admitted) throws IOException {
        Pdu first = channel.read();
        if (first.type() != Pdu.REQUEST) {
            channel.write(Pdu.abort(2));
            return;
        }
        AssociateItems request = AssociateItems.parse(first);
        if (!admitted) {
            channel.write(Pdu.reject(2, 3, 2));
        } else if (!handler.accepts(request.called(), request.calling())) {
            channel.write(Pdu.reject(1, 1, 7));
        } else {
            accept(request);
            messages(request);
        }
    }

    private void accept(AssociateItems request) throws IOException {
        List<PresentationContext> answers = Negotiation.answer(request.contexts());
        answers.stream()
                .filter(answer -> answer.result() == 0)
                .forEach(answer ->
                        syntaxes.put(answer.id(), answer.transferSyntaxes().get(0)));
        channel.peerTakes(request.maximumPdu());
        channel.write(new AssociateItems(request.called(), request.calling(), answers, OUR_MAXIMUM).pdu(Pdu.ACCEPT));
    }

    private void messages(AssociateItems request) throws IOException {
        while (true) {
            Pdu pdu = channel.read();
            if (pdu.type() == Pdu.RELEASE) {
                channel.write(Pdu.releaseReply());
                return;
            }
            if (pdu.type() != Pdu.DATA) {
                return;
            }
            Message message = channel.message(pdu, LARGEST_COMMAND);
            if (!message.isCommand() || !syntaxes.containsKey(message.context())) {
                channel.write(Pdu.abort(2));
                return;
            }
            answer(message.context(), Dimse.parse(message.bytes()), request);
        }
    }

    private void answer(int context, Dataset command, AssociateItems request) throws IOException {
        boolean hasData = command.integer(Dimse.DATA_SET_TYPE).orElse(Dimse.NO_DATA_SET) != Dimse.NO_DATA_SET;
        byte[] data = hasData ? channel.message(channel.read(), largestObject).bytes() : new byte[0];
        int field = command.integer(Dimse.COMMAND_FIELD).orElse(0);
        int status =
                switch (field) {
                    case Dimse.ECHO_REQUEST -> SUCCESS;
                    case Dimse.STORE_REQUEST -> store(context, command, data, request);
                    default -> NO_SUCH_SERVICE;
                };
        channel.send(context, true, Dimse.encode(Dimse.response(command, status)));
    }

    private int store(int context, Dataset command, byte[] data, AssociateItems request) {
        try {
            handler.store(request.called(), request.calling(), part10(context, command, data));
            return SUCCESS;
        } catch (PlatformException e) {
            return e.code() == ErrorCode.STORAGE_FULL ? OUT_OF_RESOURCES : CANNOT_UNDERSTAND;
        } catch (RuntimeException e) {
            return 0x0110;
        }
    }

    /** The data set as it came, behind a head of our own. */
    private byte[] part10(int context, Dataset command, byte[] data) {
        String syntax = syntaxes.getOrDefault(context, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
        Dataset meta = new Dataset();
        command.string(Dimse.AFFECTED_SOP_CLASS)
                .ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, uid));
        command.string(Dimse.AFFECTED_SOP_INSTANCE)
                .ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid));
        byte[] head = Part10Writer.bytes(new DicomObject(meta, new Dataset(), plain(syntax)));
        return ByteBuffer.allocate(head.length + data.length)
                .put(head)
                .put(data)
                .array();
    }

    /** The syntax for the head alone: an empty data set must add no bytes, not even those of an empty deflation. */
    private static TransferSyntax plain(String uid) {
        return new TransferSyntax(uid, true, false, false, true);
    }
}
