package org.isocenter.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Asks for room before anything is started that would soon run out of it. */
@FunctionalInterface
interface FreeSpace {
    /** A fresh stack takes about 150 MiB; a demo a few hundred more. */
    long NEEDED_MIB = 1024;

    /** Bytes that may still be written where a folder lies. */
    long bytes(Path folder) throws IOException;

    /** What the file system says. */
    static FreeSpace ofDisk() {
        return folder -> Files.getFileStore(folder).getUsableSpace();
    }

    /** Refuses with {@code STORAGE_FULL} where there is too little. */
    default void require(StateFolder folder) {
        try {
            long mebibytes = bytes(folder.root()) >> 20;
            if (mebibytes < NEEDED_MIB) {
                throw new PlatformException(
                        ErrorCode.STORAGE_FULL,
                        "Expected %d MiB free for the state folder, there are %d; free space or choose another folder with ISOCENTER_HOME."
                                .formatted(NEEDED_MIB, mebibytes));
            }
        } catch (IOException e) {
            throw Failures.folder("its file system does not say how much is free", e);
        }
    }
}
