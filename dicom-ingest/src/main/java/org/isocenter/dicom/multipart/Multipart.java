package org.isocenter.dicom.multipart;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Reads the parts of a {@code multipart/related} body one after another (RFC 2046 5.1, RFC 2387). */
public final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};

    private Multipart() {}

    /** The boundary that a content type names. */
    public static Optional<String> boundary(String contentType) {
        Matcher m = BOUNDARY.matcher(contentType);
        return m.find() ? Optional.of(m.group(1) == null ? m.group(2) : m.group(1)) : Optional.empty();
    }

    /** Hands each part's body to a consumer; a part longer than {@code limit} is refused. */
    public static void parts(InputStream body, String boundary, long limit, Consumer<byte[]> consumer)
            throws IOException {
        InputStream in = new BufferedInputStream(body, 1 << 16);
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        until(in, Arrays.copyOfRange(delimiter, 2, delimiter.length), limit);
        while (!isLast(in)) {
            until(in, HEADERS_END, limit);
            consumer.accept(until(in, delimiter, limit));
        }
    }

    /** After a delimiter: two hyphens end the body, anything up to the line's end begins a part. */
    private static boolean isLast(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        if (first < 0 || (first == '-' && second == '-')) {
            return true;
        }
        in.reset();
        return false;
    }

    /** The bytes before a pattern, which is consumed. */
    private static byte[] until(InputStream in, byte[] pattern, long limit) throws IOException {
        Tail out = new Tail();
        int last = pattern[pattern.length - 1];
        for (int b = in.read(); b >= 0; b = in.read()) {
            out.write(b);
            if (b == last && out.endsWith(pattern)) {
                byte[] all = out.toByteArray();
                return Arrays.copyOf(all, all.length - pattern.length);
            }
            if (out.size() > limit) {
                throw new PlatformException(
                        ErrorCode.ELEMENT_TOO_LARGE, "A part exceeds %d bytes; send smaller objects.".formatted(limit));
            }
        }
        throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected a closing boundary; the body ends without it.");
    }

    /** Bytes gathered so far, whose end can be compared without a copy. */
    private static final class Tail extends ByteArrayOutputStream {
        boolean endsWith(byte[] pattern) {
            return count >= pattern.length
                    && Arrays.equals(buf, count - pattern.length, count, pattern, 0, pattern.length);
        }
    }
}
