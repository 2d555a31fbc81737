package org.isocenter.dicom.geometry;

/**
 * A vector in the patient's coordinates (PS3.3 C.7.6.2.1.1): x to the left, y to the back, z to the head.
 *
 * @param x in mm, or of unit length in a direction
 * @param y likewise
 * @param z likewise
 */
public record Vector(double x, double y, double z) {

    double dot(Vector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vector cross(Vector other) {
        return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    Vector minus(Vector other) {
        return new Vector(x - other.x, y - other.y, z - other.z);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** The direction alone; a vector without length stays as it is. */
    Vector unit() {
        double length = length();
        return length == 0 ? this : new Vector(x / length, y / length, z / length);
    }

    /** Whether no coordinate differs by more than a tolerance. */
    boolean isNear(Vector other, double tolerance) {
        return Math.abs(x - other.x) <= tolerance
                && Math.abs(y - other.y) <= tolerance
                && Math.abs(z - other.z) <= tolerance;
    }
}
