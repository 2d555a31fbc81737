package org.isocenter.dicom.association;

import java.nio.ByteBuffer;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;

/** Command sets of PS3.7: fields, codes, and their encoding in implicit VR little-endian. */
final class Dimse {
    static final int AFFECTED_SOP_CLASS = 0x00000002;
    static final int COMMAND_FIELD = 0x00000100;
    static final int MESSAGE_ID = 0x00000110;
    static final int MESSAGE_ID_RESPONDED_TO = 0x00000120;
    static final int PRIORITY = 0x00000700;
    static final int DATA_SET_TYPE = 0x00000800;
    static final int STATUS = 0x00000900;
    static final int AFFECTED_SOP_INSTANCE = 0x00001000;

    static final int STORE_REQUEST = 0x0001;
    static final int ECHO_REQUEST = 0x0030;
    static final int RESPONSE = 0x8000;
    static final int NO_DATA_SET = 0x0101;

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

    /** The reply to a request, with a status and no data set. */
    static Dataset response(Dataset request, int status) {
        Dataset response = new Dataset();
        request.string(AFFECTED_SOP_CLASS).ifPresent(uid -> response.set(AFFECTED_SOP_CLASS, Vr.UI, uid));
        us(response, COMMAND_FIELD, request.integer(COMMAND_FIELD).orElse(0) | RESPONSE);
        us(response, MESSAGE_ID_RESPONDED_TO, request.integer(MESSAGE_ID).orElse(0));
        us(response, DATA_SET_TYPE, NO_DATA_SET);
        us(response, STATUS, status);
        request.string(AFFECTED_SOP_INSTANCE).ifPresent(uid -> response.set(AFFECTED_SOP_INSTANCE, Vr.UI, uid));
        return response;
    }

    static void us(Dataset dataset, int tag, int value) {
        dataset.set(tag, Vr.US, Integer.toString(value));
    }
}
