package org.isocenter.dicom.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Walks through the parts of a {@code multipart/related} body as it arrives (RFC 2046 5.1, RFC 2387); nothing but a small window of it is ever held. A
 * preamble, an epilogue and a missing line end after the last boundary are borne.
 */
public final class PartReader {
    private static final int WINDOW = 1 << 16;
    private static final int LONGEST_HEADERS = 1 << 14;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] window = new byte[WINDOW];
    private int position;
    private int end;
    /** Before this place in the window no delimiter begins. */
    private int clear;

    private boolean atDelimiter;

    /**
     * A part.
     *
     * @param headers by name in lower case
     * @param body to be read before the next part is asked for; what is left of it then is skipped
     */
    public record Part(Map<String, String> headers, InputStream body) {
        public Part {
            headers = Map.copyOf(headers);
        }

        /** The value of a header. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** Begins to read a body; the first boundary may stand at its very beginning. */
    public PartReader(InputStream in, String boundary) {
        this.in = in;
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        window[0] = '\r';
        window[1] = '\n';
        end = 2;
    }

    /** The next part; none after the last. Fails with {@code BAD_REQUEST} where the body ends without its closing boundary. */
    public Optional<Part> next() throws IOException {
        try (InputStream rest = body()) {
            rest.transferTo(OutputStream.nullOutputStream());
        }
        position += delimiter.length;
        atDelimiter = false;
        clear = position;
        int first = read();
        if (first == '-' && read() == '-') {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        if (first != '\n') {
            line(); // padding and the end of the boundary's line
        }
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            length += line.length();
            if (length > LONGEST_HEADERS) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected headers of a part of at most %d bytes.".formatted(LONGEST_HEADERS));
            }
        }
        return Optional.of(new Part(headers, body()));
    }

    private InputStream body() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int ready = ready();
                if (ready == 0) {
                    return length == 0 ? 0 : -1;
                }
                int count = Math.min(length, ready);
                System.arraycopy(window, position, bytes, offset, count);
                position += count;
                return count;
            }
        };
    }

    /** How many bytes of the body are in the window; 0 where the delimiter comes next. */
    private int ready() throws IOException {
        while (!atDelimiter && clear <= position) {
            clear = find();
            if (clear <= position && !atDelimiter) {
                fill();
            }
        }
        return clear - position;
    }

    /** The place of the next delimiter, or else the first at which it might begin once more has come. */
    private int find() {
        int last = end - delimiter.length;
        for (int i = Math.max(clear, position); i <= last; i++) {
            if (window[i] == '\r' && isDelimiter(i)) {
                atDelimiter = true;
                return i;
            }
        }
        return Math.max(Math.max(clear, position), last + 1);
    }

    private boolean isDelimiter(int place) {
        for (int i = 1; i < delimiter.length; i++) {
            if (window[place + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private int read() throws IOException {
        if (position == end) {
            fill();
        }
        return window[position++];
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            line.append((char) (c & 0xff));
            if (line.length() > LONGEST_HEADERS) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected lines of at most %d bytes before a part.".formatted(LONGEST_HEADERS));
            }
        }
        clear = position;
        return line.toString().strip();
    }

    private void fill() throws IOException {
        System.arraycopy(window, position, window, 0, end - position);
        clear = Math.max(0, clear - position);
        end -= position;
        position = 0;
        int read = in.read(window, end, window.length - end);
        if (read < 0) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a closing boundary; the body ends without it.");
        }
        end += read;
    }
}
