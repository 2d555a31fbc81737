package org.isocenter.dicom.association;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;

/** Command sets of PS3.7: fields, codes, and their encoding in implicit VR little-endian. */
final class Dimse {
    static final int AFFECTED_SOP_CLASS = 0x00000002;
    static final int REQUESTED_SOP_CLASS = 0x00000003;
    static final int COMMAND_FIELD = 0x00000100;
    static final int MESSAGE_ID = 0x00000110;
    static final int MESSAGE_ID_RESPONDED_TO = 0x00000120;
    static final int MOVE_DESTINATION = 0x00000600;
    static final int PRIORITY = 0x00000700;
    static final int DATA_SET_TYPE = 0x00000800;
    static final int STATUS = 0x00000900;
    static final int AFFECTED_SOP_INSTANCE = 0x00001000;
    static final int REQUESTED_SOP_INSTANCE = 0x00001001;
    static final int EVENT_TYPE = 0x00001002;
    static final int ACTION_TYPE = 0x00001008;
    static final int REMAINING = 0x00001020;
    static final int COMPLETED = 0x00001021;
    static final int FAILED = 0x00001022;
    static final int WARNED = 0x00001023;
    static final int MOVE_ORIGINATOR = 0x00001030;
    static final int MOVE_ORIGINATOR_MESSAGE_ID = 0x00001031;

    static final int STORE_REQUEST = 0x0001;
    static final int GET_REQUEST = 0x0010;
    static final int FIND_REQUEST = 0x0020;
    static final int MOVE_REQUEST = 0x0021;
    static final int EVENT_REPORT_REQUEST = 0x0100;
    static final int ACTION_REQUEST = 0x0130;
    static final int CANCEL_REQUEST = 0x0FFF;
    static final int ECHO_REQUEST = 0x0030;
    static final int RESPONSE = 0x8000;
    static final int NO_DATA_SET = 0x0101;

    static final int SUCCESS = 0x0000;
    static final int PROCESSING_FAILURE = 0x0110;
    static final int DUPLICATE_INSTANCE = 0x0111;
    static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
    static final int NO_SUCH_SERVICE = 0x0211;
    static final int OUT_OF_RESOURCES = 0xA700;
    static final int SUB_OPERATIONS_FAILED = 0xA702;
    static final int DESTINATION_UNKNOWN = 0xA801;
    static final int IDENTIFIER_MISMATCH = 0xA900;
    static final int SOME_FAILED = 0xB000;
    static final int UNABLE_TO_PROCESS = 0xC000;
    static final int CANCELLED = 0xFE00;
    static final int PENDING = 0xFF00;

    /** Verification SOP class. */
    static final String VERIFICATION = "1.2.840.10008.1.1";

    private Dimse() {}

    static Dataset parse(byte[] command) {
        return Part10Reader.readDataset(ByteBuffer.wrap(command), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Encodes a command set, its group length first. */
    static byte[] encode(Dataset command) {
        byte[] body = Part10Writer.dataset(command, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        Dataset length = new Dataset();
        length.set(0x00000000, Vr.UL, Integer.toString(body.length));
        byte[] head = Part10Writer.dataset(length, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    /** A request, still without its data set type. */
    static Dataset request(int field, String sopClass, int messageId) {
        Dataset request = new Dataset();
        request.set(AFFECTED_SOP_CLASS, Vr.UI, sopClass);
        us(request, COMMAND_FIELD, field);
        us(request, MESSAGE_ID, messageId);
        return request;
    }

    /** The reply to a request, with a status and no data set. */
    static Dataset response(Dataset request, int status) {
        Dataset response = new Dataset();
        request.string(AFFECTED_SOP_CLASS)
                .or(() -> request.string(REQUESTED_SOP_CLASS))
                .ifPresent(uid -> response.set(AFFECTED_SOP_CLASS, Vr.UI, uid));
        us(response, COMMAND_FIELD, request.integer(COMMAND_FIELD).orElse(0) | RESPONSE);
        us(response, MESSAGE_ID_RESPONDED_TO, request.integer(MESSAGE_ID).orElse(0));
        us(response, DATA_SET_TYPE, NO_DATA_SET);
        us(response, STATUS, status);
        request.string(AFFECTED_SOP_INSTANCE)
                .or(() -> request.string(REQUESTED_SOP_INSTANCE))
                .ifPresent(uid -> response.set(AFFECTED_SOP_INSTANCE, Vr.UI, uid));
        return response;
    }

    static void us(Dataset dataset, int tag, int value) {
        dataset.set(tag, Vr.US, Integer.toString(value));
    }

    /** The object of a C-STORE request as a Part 10 file: a head that says what the request says, then the data set. */
    static ArrivingObject object(String syntax, Dataset command, Incoming data) {
        Dataset meta = new Dataset();
        command.string(AFFECTED_SOP_CLASS).ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, Vr.UI, uid));
        Optional<String> instance = command.string(AFFECTED_SOP_INSTANCE);
        instance.ifPresent(uid -> meta.set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Vr.UI, uid));
        byte[] head = Part10Writer.bytes(new DicomObject(meta, new Dataset(), plain(syntax)));
        return new ArrivingObject() {
            @Override
            public Optional<String> sopInstance() {
                return instance;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(head);
                data.writeTo(out);
            }
        };
    }

    /** The syntax for the head alone: an empty data set must add no bytes, not even those of an empty deflation. */
    private static TransferSyntax plain(String uid) {
        return new TransferSyntax(uid, true, false, false, true);
    }
}
