package org.isocenter.dicom.iod;

/** Whether an attribute must be there and whether it must have a value (PS3.5 7.4); the strictest comes first. */
public enum AttributeType {
    /** Must be there with a value. */
    TYPE_1,
    /** Under a condition that is not judged here, as Type 1; with a value where it is there. */
    TYPE_1C,
    /** Must be there, with or without a value. */
    TYPE_2,
    /** Under a condition that is not judged here, as Type 2. */
    TYPE_2C,
    /** May be left out. */
    TYPE_3;

    /** Whether it may not be there without a value. */
    public boolean needsValue() {
        return this == TYPE_1 || this == TYPE_1C;
    }

    /** Whether it may not be left out, whatever the condition. */
    public boolean needsPresence() {
        return this == TYPE_1 || this == TYPE_2;
    }

    /** The stricter of two: an attribute of two modules meets both. */
    AttributeType and(AttributeType other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Reads {@code 1}, {@code 1C}, {@code 2}, {@code 2C} or {@code 3}. */
    static AttributeType of(String text) {
        return valueOf("TYPE_" + text);
    }
}
