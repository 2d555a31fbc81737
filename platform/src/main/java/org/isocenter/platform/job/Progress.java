package org.isocenter.platform.job;

/**
 * How far a job is.
 *
 * @param done units done
 * @param total units in all; 0 while unknown
 * @param unit such as {@code steps}
 * @param message one line for people
 */
public record Progress(long done, long total, String unit, String message) {
    public static final Progress NONE = new Progress(0, 0, "", "");

    public Progress {
        if (done < 0 || total < 0) {
            throw new IllegalArgumentException("progress is counted from 0");
        }
    }
}
