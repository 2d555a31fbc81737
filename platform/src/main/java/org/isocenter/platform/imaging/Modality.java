package org.isocenter.platform.imaging;

/**
 * A Modality code of DICOM such as CT, MR, DX or OT (PS3.3 C.7.3.1.1.1).
 *
 * @param code one to sixteen capital letters, digits or underscores
 */
public record Modality(String code) {
    public static final Modality CT = new Modality("CT");
    public static final Modality MR = new Modality("MR");
    public static final Modality DX = new Modality("DX");
    public static final Modality CR = new Modality("CR");
    public static final Modality US = new Modality("US");
    public static final Modality OTHER = new Modality("OT");

    public Modality {
        if (!code.matches("[A-Z0-9_]{1,16}")) {
            throw new IllegalArgumentException("a modality is a DICOM code string of capitals, digits and underscores");
        }
    }

    /** Whether the image is made with X-rays in projection (CR, DX, MG, RF, XA, RG). */
    public boolean isProjectionXRay() {
        return switch (code) {
            case "CR", "DX", "MG", "RF", "XA", "RG" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return code;
    }
}
