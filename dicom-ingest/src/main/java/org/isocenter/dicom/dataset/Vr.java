package org.isocenter.dicom.dataset;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A value representation of PS3.5 6.2: what a value's bytes mean and how its length is written. */
public enum Vr {
    AE(Kind.ASCII, false),
    AS(Kind.ASCII, false),
    AT(Kind.WORD2, false),
    CS(Kind.ASCII, false),
    DA(Kind.ASCII, false),
    DS(Kind.ASCII, false),
    DT(Kind.ASCII, false),
    FD(Kind.WORD8, false),
    FL(Kind.WORD4, false),
    IS(Kind.ASCII, false),
    LO(Kind.TEXT, false),
    LT(Kind.LONG_TEXT, false),
    OB(Kind.BYTES, true),
    OD(Kind.WORD8, true),
    OF(Kind.WORD4, true),
    OL(Kind.WORD4, true),
    OV(Kind.WORD8, true),
    OW(Kind.WORD2, true),
    PN(Kind.TEXT, false),
    SH(Kind.TEXT, false),
    SL(Kind.WORD4, false),
    SQ(Kind.ITEMS, true),
    SS(Kind.WORD2, false),
    ST(Kind.LONG_TEXT, false),
    SV(Kind.WORD8, true),
    TM(Kind.ASCII, false),
    UC(Kind.TEXT, true),
    UI(Kind.ASCII, false),
    UL(Kind.WORD4, false),
    UN(Kind.BYTES, true),
    UR(Kind.ASCII, true),
    US(Kind.WORD2, false),
    UT(Kind.LONG_TEXT, true),
    UV(Kind.WORD8, true);

    private enum Kind {
        ASCII,
        TEXT,
        LONG_TEXT,
        WORD2,
        WORD4,
        WORD8,
        BYTES,
        ITEMS
    }

    private static final Map<String, Vr> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Vr::name, Function.identity()));

    private final Kind kind;
    private final boolean longLength;

    Vr(Kind kind, boolean longLength) {
        this.kind = kind;
        this.longLength = longLength;
    }

    /** The value representation of two letters, or empty where there is none. */
    public static Optional<Vr> of(String letters) {
        return Optional.ofNullable(BY_NAME.get(letters));
    }

    /** Whether the value is characters. */
    public boolean isString() {
        return kind == Kind.ASCII || hasCharacterSet();
    }

    /** Whether Specific Character Set applies (PS3.5 6.1.2.3). */
    public boolean hasCharacterSet() {
        return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    /** Whether a backslash separates values. */
    public boolean isMultiValued() {
        return (kind == Kind.ASCII && this != UR) || kind == Kind.TEXT;
    }

    /** Whether explicit VR writes the length in four bytes (PS3.5 7.1.2). */
    public boolean hasLongLength() {
        return longLength;
    }

    /** Bytes that change places between byte orders: 1, 2, 4 or 8. */
    public int wordBytes() {
        return switch (kind) {
            case WORD2 -> 2;
            case WORD4 -> 4;
            case WORD8 -> 8;
            default -> 1;
        };
    }

    /** What an odd value is padded with. */
    byte padding() {
        return isString() && this != UI ? (byte) ' ' : 0;
    }
}
