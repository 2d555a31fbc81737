package org.isocenter.dicom.association;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.part10.Part10Writer;

/**
 * The contents of an A-ASSOCIATE request or reply (PS3.8 9.3.2, 9.3.3).
 *
 * @param called application entity that is called
 * @param calling application entity that calls
 * @param contexts presentation contexts in their order
 * @param maximumPdu longest P-DATA body the sender takes; 0 for any
 * @param roles proposed, or accepted
 */
record AssociateItems(
        String called, String calling, List<PresentationContext> contexts, int maximumPdu, List<RoleSelection> roles) {
    private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    private static final int PROPOSED = 0x20;
    private static final int ANSWERED = 0x21;
    private static final int ROLE = 0x54;

    static AssociateItems parse(Pdu pdu) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(pdu.body());
            in.position(4);
            String called = title(in);
            String calling = title(in);
            in.position(in.position() + 32);
            List<PresentationContext> contexts = new ArrayList<>();
            int maximum = 0;
            List<RoleSelection> roles = new ArrayList<>();
            while (in.remaining() >= 4) {
                int type = in.get() & 0xff;
                in.get();
                ByteBuffer item = slice(in, in.getShort() & 0xffff);
                if (type == PROPOSED || type == ANSWERED) {
                    contexts.add(context(item));
                } else if (type == 0x50) {
                    maximum = userInformation(item, roles);
                }
            }
            return new AssociateItems(called, calling, contexts, maximum, roles);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("an association request ends within an item", e);
        }
    }

    Pdu pdu(int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 1, 0, 0});
        out.writeBytes(padded(called));
        out.writeBytes(padded(calling));
        out.writeBytes(new byte[32]);
        item(0x10, ascii(APPLICATION_CONTEXT), out);
        contexts.forEach(context -> item(type == Pdu.REQUEST ? PROPOSED : ANSWERED, body(context, type), out));
        item(0x50, userInformation(), out);
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

    /** The longest P-DATA; roles are added on the way. */
    private static int userInformation(ByteBuffer in, List<RoleSelection> roles) {
        int maximum = 0;
        while (in.remaining() >= 4) {
            int type = in.get() & 0xff;
            in.get();
            ByteBuffer item = slice(in, in.getShort() & 0xffff);
            if (type == 0x51 && item.remaining() >= 4) {
                maximum = item.getInt();
            } else if (type == ROLE) {
                String sopClass = text(slice(item, item.getShort() & 0xffff));
                roles.add(new RoleSelection(sopClass, item.get() == 1, item.get() == 1));
            }
        }
        return maximum;
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

    private static byte[] body(RoleSelection role) {
        byte[] uid = ascii(role.sopClass());
        return ByteBuffer.allocate(uid.length + 4)
                .putShort((short) uid.length)
                .put(uid)
                .put((byte) (role.scu() ? 1 : 0))
                .put((byte) (role.scp() ? 1 : 0))
                .array();
    }

    private byte[] userInformation() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        item(0x51, ByteBuffer.allocate(4).putInt(maximumPdu).array(), out);
        item(0x52, ascii(Part10Writer.IMPLEMENTATION_CLASS_UID), out);
        roles.forEach(role -> item(ROLE, body(role), out));
        item(0x55, ascii(Part10Writer.IMPLEMENTATION_VERSION), out);
        return out.toByteArray();
    }

    private static void item(int type, byte[] body, ByteArrayOutputStream out) {
        out.write(type);
        out.write(0);
        out.write(body.length >> 8);
        out.write(body.length);
        out.writeBytes(body);
    }

    private static ByteBuffer slice(ByteBuffer in, int length) {
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        return slice;
    }

    private static String title(ByteBuffer in) {
        return text(slice(in, 16));
    }

    private static String text(ByteBuffer in) {
        return StandardCharsets.US_ASCII.decode(in).toString().replace("\0", "").strip();
    }

    private static byte[] padded(String title) {
        return ascii("%-16.16s".formatted(title));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
