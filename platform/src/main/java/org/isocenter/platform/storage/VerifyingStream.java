package org.isocenter.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.digest.Sha256;

/** Reads a blob and fails at its end unless the bytes are those of its name. */
final class VerifyingStream extends DigestInputStream {
    private final BlobKey key;
    private boolean ended;

    VerifyingStream(InputStream in, BlobKey key) {
        super(in, Sha256.digest());
        this.key = key;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return checked(super.read(bytes, offset, length));
    }

    private int checked(int read) throws IOException {
        if (read < 0 && !ended) {
            ended = true;
            if (!Sha256.hex(digest.digest()).equals(key.sha256())) {
                throw new IOException("a blob's bytes are not those of its name; restore it from the backup");
            }
        }
        return read;
    }
}
