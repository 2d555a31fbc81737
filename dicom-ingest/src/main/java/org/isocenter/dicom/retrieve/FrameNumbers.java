package org.isocenter.dicom.retrieve;

import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** The frames that a path names, such as {@code 1,3,4}: counted from 1 there, from 0 here. */
public final class FrameNumbers {
    private FrameNumbers() {}

    /**
     * Reads a list; {@code BAD_REQUEST} where it is none, {@code NOT_FOUND} where a frame is not there.
     *
     * @param frames number of frames that the instance has
     */
    public static List<Integer> parse(String list, int frames) {
        return Stream.of(list.split(",", -1)).map(word -> number(word, frames)).toList();
    }

    private static int number(String word, int frames) {
        if (!word.matches("\\d{1,9}") || Integer.parseInt(word) == 0) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected frame numbers from 1, with commas between.");
        }
        int number = Integer.parseInt(word);
        if (number > frames) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "Expected a frame from 1 to %d.".formatted(frames));
        }
        return number - 1;
    }
}
