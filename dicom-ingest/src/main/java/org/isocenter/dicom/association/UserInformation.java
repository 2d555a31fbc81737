package org.isocenter.dicom.association;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.part10.Part10Writer;

/**
 * What the two sides tell about themselves in an A-ASSOCIATE request or reply (PS3.7 D.3.3).
 *
 * @param maximumPdu longest P-DATA body the sender takes; 0 for any
 * @param roles proposed, or accepted
 * @param operations how many operations may be under way; empty means one each way
 * @param extended what SOP classes are to do beyond their minimum, proposed or accepted
 */
record UserInformation(
        int maximumPdu, List<RoleSelection> roles, Optional<Operations> operations, List<Extended> extended) {
    static final int ITEM = 0x50;
    private static final int MAXIMUM = 0x51;
    private static final int IMPLEMENTATION_CLASS = 0x52;
    private static final int OPERATIONS = 0x53;
    private static final int ROLE = 0x54;
    private static final int IMPLEMENTATION_VERSION = 0x55;
    private static final int EXTENDED = 0x56;

    /** Nothing is told. */
    static final UserInformation NONE = of(0, List.of());

    /**
     * The asynchronous operations window (PS3.7 D.3.3.3).
     *
     * @param invoked most that the requestor has under way; 0 for any number
     * @param performed most that it serves at a time; 0 for any number
     */
    record Operations(int invoked, int performed) {
        /** One after another, each way. */
        static final Operations ONE_BY_ONE = new Operations(1, 1);
    }

    /**
     * SOP class extended negotiation (PS3.7 D.3.3.5).
     *
     * @param sopClass whose
     * @param information one byte for each thing that can be asked for, as PS3.4 has them for the service
     */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Extended(String sopClass, byte[] information) {}

    static UserInformation of(int maximumPdu, List<RoleSelection> roles) {
        return new UserInformation(maximumPdu, roles, Optional.empty(), List.of());
    }

    static UserInformation parse(ByteBuffer in) {
        int maximum = 0;
        List<RoleSelection> roles = new ArrayList<>();
        Optional<Operations> operations = Optional.empty();
        List<Extended> extended = new ArrayList<>();
        while (in.remaining() >= 4) {
            int type = in.get() & 0xff;
            in.get();
            ByteBuffer item = AssociateItems.slice(in, in.getShort() & 0xffff);
            switch (type) {
                case MAXIMUM -> maximum = item.getInt();
                case OPERATIONS -> operations = Optional.of(new Operations(number(item), number(item)));
                case ROLE -> roles.add(new RoleSelection(uid(item), item.get() == 1, item.get() == 1));
                case EXTENDED -> extended.add(new Extended(uid(item), rest(item)));
                default -> {} // who made it, and what we do not negotiate
            }
        }
        return new UserInformation(maximum, List.copyOf(roles), operations, List.copyOf(extended));
    }

    private static int number(ByteBuffer item) {
        return item.getShort() & 0xffff;
    }

    private static String uid(ByteBuffer item) {
        return AssociateItems.text(AssociateItems.slice(item, number(item)));
    }

    private static byte[] rest(ByteBuffer item) {
        byte[] rest = new byte[item.remaining()];
        item.get(rest);
        return rest;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AssociateItems.item(MAXIMUM, ByteBuffer.allocate(4).putInt(maximumPdu).array(), out);
        AssociateItems.item(IMPLEMENTATION_CLASS, ascii(Part10Writer.IMPLEMENTATION_CLASS_UID), out);
        operations.ifPresent(window -> AssociateItems.item(
                OPERATIONS,
                ByteBuffer.allocate(4)
                        .putShort((short) window.invoked())
                        .putShort((short) window.performed())
                        .array(),
                out));
        roles.forEach(role -> AssociateItems.item(
                ROLE, named(role.sopClass(), (byte) (role.scu() ? 1 : 0), (byte) (role.scp() ? 1 : 0)), out));
        AssociateItems.item(IMPLEMENTATION_VERSION, ascii(Part10Writer.IMPLEMENTATION_VERSION), out);
        extended.forEach(each -> AssociateItems.item(EXTENDED, named(each.sopClass(), each.information()), out));
        return out.toByteArray();
    }

    private static byte[] named(String sopClass, byte... information) {
        byte[] uid = ascii(sopClass);
        return ByteBuffer.allocate(2 + uid.length + information.length)
                .putShort((short) uid.length)
                .put(uid)
                .put(information)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
