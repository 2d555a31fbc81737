package org.isocenter.dicom.association;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The contents of an A-ASSOCIATE request or reply (PS3.8 9.3.2, 9.3.3).
 *
 * @param version bits of the protocol versions that are spoken; ours is bit 0
 * @param applicationContext the rules of the application; DICOM's own is the only one there is
 * @param called application entity that is called
 * @param calling application entity that calls
 * @param contexts presentation contexts in their order
 * @param user what the sender tells about itself
 */
record AssociateItems(
        int version,
        String applicationContext,
        String called,
        String calling,
        List<PresentationContext> contexts,
        UserInformation user) {
    static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    private static final int APPLICATION = 0x10;
    private static final int PROPOSED = 0x20;
    private static final int ANSWERED = 0x21;

    /** In the words of this version of the standard. */
    static AssociateItems of(String called, String calling, List<PresentationContext> contexts, UserInformation user) {
        return new AssociateItems(1, APPLICATION_CONTEXT, called, calling, contexts, user);
    }

    static AssociateItems parse(Pdu pdu) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(pdu.body());
            int version = in.getShort() & 0xffff;
            in.getShort();
            String called = title(in);
            String calling = title(in);
            in.position(in.position() + 32);
            String application = "";
            List<PresentationContext> contexts = new ArrayList<>();
            UserInformation user = UserInformation.NONE;
            while (in.remaining() >= 4) {
                int type = in.get() & 0xff;
                in.get();
                ByteBuffer item = slice(in, in.getShort() & 0xffff);
                switch (type) {
                    case APPLICATION -> application = text(item);
                    case PROPOSED, ANSWERED -> contexts.add(context(item));
                    case UserInformation.ITEM -> user = UserInformation.parse(item);
                    default -> {} // of a later standard
                }
            }
            return new AssociateItems(version, application, called, calling, contexts, user);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedPduException(Pdu.INVALID_PARAMETER, "an association request ends within an item", e);
        }
    }

    Pdu pdu(int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) (version >> 8), (byte) version, 0, 0});
        out.writeBytes(padded(called));
        out.writeBytes(padded(calling));
        out.writeBytes(new byte[32]);
        item(APPLICATION, ascii(applicationContext), out);
        contexts.forEach(context -> item(type == Pdu.REQUEST ? PROPOSED : ANSWERED, body(context, type), out));
        item(UserInformation.ITEM, user.bytes(), out);
        return new Pdu(type, out.toByteArray());
    }

    private static PresentationContext context(ByteBuffer in) {
        int id = in.get() & 0xff;
        in.get();
        int result = in.get() & 0xff;
        in.get();
        String abstractSyntax = "";
        List<String> transferSyntaxes = new ArrayList<>();
        while (in.remaining() >= 4) {
            int type = in.get() & 0xff;
            in.get();
            String uid = text(slice(in, in.getShort() & 0xffff));
            if (type == 0x30) {
                abstractSyntax = uid;
            } else if (type == 0x40) {
                transferSyntaxes.add(uid);
            }
        }
        return new PresentationContext(id, result, abstractSyntax, transferSyntaxes);
    }

    private static byte[] body(PresentationContext context, int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) context.id(), 0, (byte) context.result(), 0});
        if (type == Pdu.REQUEST) {
            item(0x30, ascii(context.abstractSyntax()), out);
        }
        context.transferSyntaxes().forEach(uid -> item(0x40, ascii(uid), out));
        return out.toByteArray();
    }

    static void item(int type, byte[] body, ByteArrayOutputStream out) {
        out.write(type);
        out.write(0);
        out.write(body.length >> 8);
        out.write(body.length);
        out.writeBytes(body);
    }

    static ByteBuffer slice(ByteBuffer in, int length) {
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        return slice;
    }

    private static String title(ByteBuffer in) {
        return text(slice(in, 16));
    }

    static String text(ByteBuffer in) {
        return StandardCharsets.US_ASCII.decode(in).toString().replace("\0", "").strip();
    }

    private static byte[] padded(String title) {
        return ascii("%-16.16s".formatted(title));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
