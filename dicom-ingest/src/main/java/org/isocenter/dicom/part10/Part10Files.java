package org.isocenter.dicom.part10;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells files that say or look like DICOM from the other files that lie beside them (PS3.10 7.1). */
public final class Part10Files {
    /** Bytes that tell whether a file has the prefix. */
    public static final int HEAD = 132;

    /** What indexes the files of a medium and is none of its objects (PS3.10 8.6). */
    private static final String DIRECTORY = "DICOMDIR";

    private Part10Files() {}

    /** Whether a file ends in {@code .dcm} or has the prefix DICM; a file that cannot be opened is judged by its name. */
    public static boolean isCandidate(Path file) {
        String name = String.valueOf(file.getFileName());
        if (isDirectory(name)) {
            return false;
        }
        if (isCandidateName(name)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return isCandidate(name, in.readNBytes(HEAD));
        } catch (IOException e) {
            return false;
        }
    }

    /** The same for a name and the first bytes, at least 132 where there are as many. */
    public static boolean isCandidate(String name, byte[] head) {
        return !isDirectory(name) && (isCandidateName(name) || hasPrefix(head));
    }

    private static boolean hasPrefix(byte[] head) {
        return (head.length >= HEAD && head[128] == 'D' && head[129] == 'I' && head[130] == 'C' && head[131] == 'M');
    }

    private static boolean isDirectory(String name) {
        return name.substring(name.lastIndexOf('/') + 1).equalsIgnoreCase(DIRECTORY);
    }

    private static boolean isCandidateName(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".dcm");
    }
}
