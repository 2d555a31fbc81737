package org.isocenter.cli.upload;

import java.io.IOException;

/**
 * One file that is to be taken in.
 *
 * @param name relative to what the person named, {@code /} between its parts
 * @param picture whether it is a picture; else it is a DICOM object
 * @param content reads its bytes
 */
record SourceFile(String name, boolean picture, Content content) {

    /** Reads bytes when they are needed. */
    interface Content {
        byte[] read() throws IOException;
    }
}
