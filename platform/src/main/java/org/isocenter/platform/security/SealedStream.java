package org.isocenter.platform.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Seals streams of any length: 32 random bytes, then segments of 16 KiB under AES-256-GCM, each with its tag (the STREAM construction
 * of Hoang, Reyhanitabar, Rogaway and Vizár, <a href="https://eprint.iacr.org/2015/189">ePrint 2015/189</a>). Every stream has a key of its own, drawn
 * from the given one, the random bytes and the context by HMAC-SHA-256; a segment's nonce is its number and whether it is the last, so none can be
 * taken out, moved, or cut off unseen. Small segments are also what makes the virtual machine compile the cipher at once.
 */
public final class SealedStream {
    private static final int SALT = 32;
    private static final int SEGMENT = 1 << 14;
    private static final int TAG = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Cipher cipher;
    private final SecretKeySpec key;
    private int segments;

    private SealedStream(byte[] master, byte[] salt, byte[] context) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master, "HmacSHA256"));
            mac.update(salt);
            key = new SecretKeySpec(mac.doFinal(context), "AES");
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM and HMAC are part of every Java", e);
        }
    }

    /**
     * Seals what is written; closing it writes the last segment and closes {@code out}.
     *
     * @param key 32 bytes
     * @param context bound to the result, so that it cannot be moved to another place
     */
    public static OutputStream sealing(OutputStream out, byte[] key, byte[] context) throws IOException {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        out.write(salt);
        return new Sealer(out, new SealedStream(key, salt, context));
    }

    /** Opens what {@link #sealing} made. Reading fails at the first segment that was altered, and at an end that is not the last one. */
    public static InputStream opening(InputStream in, byte[] key, byte[] context) throws IOException {
        byte[] salt = in.readNBytes(SALT);
        if (salt.length < SALT) {
            throw new EOFException("a sealed stream ends within its head");
        }
        return new Opener(in, new SealedStream(key, salt, context));
    }

    /** Seals bytes as a whole. */
    public static byte[] seal(byte[] key, byte[] plain, byte[] context) {
        int segments = plain.length / SEGMENT + 1;
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(SALT + plain.length + segments * TAG);
        try (OutputStream out = sealing(sealed, key, context)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sealed.toByteArray();
    }

    /** Opens bytes as a whole. */
    public static byte[] open(byte[] key, byte[] sealed, byte[] context) {
        try (InputStream in = opening(new ByteArrayInputStream(sealed), key, context)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes a sealed stream of a length holds. */
    public static long plainLength(long sealedLength) {
        long body = sealedLength - SALT;
        return body - segments(body) * TAG;
    }

    private static long segments(long body) {
        return Math.max(1, (body + SEGMENT + TAG - 1) / (SEGMENT + TAG));
    }

    /** Opens a part of a sealed file without what comes before it; it must be within the stream. */
    public static byte[] part(FileChannel file, byte[] key, byte[] context, long from, int length) throws IOException {
        SealedStream stream = new SealedStream(key, read(file, 0, SALT), context);
        long body = file.size() - SALT;
        long last = segments(body) - 1;
        byte[] part = new byte[length];
        byte[] plain = new byte[SEGMENT];
        int filled = 0;
        for (long segment = from / SEGMENT; filled < length; segment++) {
            long start = segment * (SEGMENT + TAG);
            int sealed = (int) Math.min(SEGMENT + TAG, body - start);
            stream.segments = Math.toIntExact(segment);
            stream.open(read(file, SALT + start, sealed), sealed, segment == last, plain);
            int skipped = (int) (from + filled - segment * SEGMENT);
            int some = Math.min(length - filled, sealed - TAG - skipped);
            System.arraycopy(plain, skipped, part, filled, some);
            filled += some;
        }
        return part;
    }

    private static byte[] read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("a sealed file ends early");
            }
        }
        return bytes.array();
    }

    private int open(byte[] sealed, int length, boolean last, byte[] plain) {
        try {
            return next(Cipher.DECRYPT_MODE, sealed, length, last, plain);
        } catch (GeneralSecurityException e) {
            throw new PlatformException(
                    ErrorCode.INTERNAL,
                    "a sealed file does not open: it was altered, cut off, or sealed with another master key; restore the keys",
                    e);
        }
    }

    /** Seals or opens the next segment and gives the length of the result. */
    private int next(int mode, byte[] from, int length, boolean last, byte[] to) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(12)
                .putInt(segments++)
                .put(11, (byte) (last ? 1 : 0))
                .array();
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        return cipher.doFinal(from, 0, length, to);
    }

    /** Holds a full segment back until it is known whether more comes. */
    private static final class Sealer extends FilterOutputStream {
        private final SealedStream stream;
        private final byte[] plain = new byte[SEGMENT];
        private final byte[] sealed = new byte[SEGMENT + TAG];
        private int filled;
        private boolean closed;

        Sealer(OutputStream out, SealedStream stream) {
            super(out);
            this.stream = stream;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            int done = 0;
            while (done < length) {
                if (filled == SEGMENT) {
                    segment(false);
                }
                int some = Math.min(length - done, SEGMENT - filled);
                System.arraycopy(bytes, offset + done, plain, filled, some);
                filled += some;
                done += some;
            }
        }

        private void segment(boolean last) throws IOException {
            try {
                out.write(sealed, 0, stream.next(Cipher.ENCRYPT_MODE, plain, filled, last, sealed));
                filled = 0;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM is part of every Java", e);
            }
        }

        @Override
        public void flush() {
            // a segment is written when it is full, and the last one at the end
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (OutputStream end = out) {
                    segment(true);
                    end.flush();
                }
                Arrays.fill(plain, (byte) 0);
            }
        }
    }

    /** Reads a segment and one byte beyond it, to know whether it is the last. */
    private static final class Opener extends FilterInputStream {
        private final SealedStream stream;
        private final byte[] sealed = new byte[SEGMENT + TAG + 1];
        private final byte[] plain = new byte[SEGMENT];
        private int ahead;
        private int position;
        private int filled;
        private boolean ended;

        Opener(InputStream in, SealedStream stream) {
            super(in);
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            return hasMore() ? plain[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int some = Math.min(length, filled - position);
            System.arraycopy(plain, position, bytes, offset, some);
            position += some;
            return some;
        }

        private boolean hasMore() throws IOException {
            while (position == filled && !ended) {
                int length = ahead + in.readNBytes(sealed, ahead, sealed.length - ahead);
                ended = length < sealed.length;
                int own = ended ? length : SEGMENT + TAG;
                filled = stream.open(sealed, own, ended, plain);
                position = 0;
                ahead = ended ? 0 : 1;
                sealed[0] = sealed[SEGMENT + TAG];
            }
            return position < filled;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = 0;
            while (skipped < n && hasMore()) {
                int some = (int) Math.min(n - skipped, filled - position);
                position += some;
                skipped += some;
            }
            return skipped;
        }

        @Override
        public int available() {
            return filled - position;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
