package org.isocenter.dicom.part10;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Tells files that say or look like DICOM objects from the other files that lie beside them (PS3.10 7.1). A DICOMDIR, which indexes
 * the files of a medium, is none of its objects.
 */
public final class Part10Files {
    /** Bytes that tell what a file is, where it has as many. */
    public static final int HEAD = 512;

    private static final int PREFIX_END = 132;
    /** Media Storage SOP Class UID of a directory, as file meta information writes it (PS3.10 8.6). */
    private static final String DIRECTORY = "\2\0\2\0UI\24\0" + "1.2.840.10008.1.3.10";

    private Part10Files() {}

    /** Whether a file ends in {@code .dcm} or has the prefix DICM; a file that cannot be opened is judged by its name. */
    public static boolean isCandidate(Path file) {
        String name = String.valueOf(file.getFileName());
        try (InputStream in = Files.newInputStream(file)) {
            return isCandidate(name, in.readNBytes(HEAD));
        } catch (IOException e) {
            return isCandidate(name, new byte[0]);
        }
    }

    /** The same for a name and the first bytes. */
    public static boolean isCandidate(String name, byte[] head) {
        boolean isNamed = name.toLowerCase(Locale.ROOT).endsWith(".dcm");
        return (isNamed || hasPrefix(head)) && !isDirectory(head);
    }

    private static boolean hasPrefix(byte[] head) {
        return head.length >= PREFIX_END
                && head[128] == 'D'
                && head[129] == 'I'
                && head[130] == 'C'
                && head[131] == 'M';
    }

    private static boolean isDirectory(byte[] head) {
        return hasPrefix(head) && new String(head, StandardCharsets.ISO_8859_1).contains(DIRECTORY);
    }
}
