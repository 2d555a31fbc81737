package org.isocenter.dicom.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** A {@code multipart/related} answer that is written part by part (RFC 2387). */
final class MultipartAnswer {
    private final OutputStream out;
    private final String boundary;
    private final String partType;

    /** Gives the parts. */
    @FunctionalInterface
    interface Parts {
        void writeTo(MultipartAnswer answer) throws IOException;
    }

    private MultipartAnswer(OutputStream out, String boundary, String partType) {
        this.out = out;
        this.boundary = boundary;
        this.partType = partType;
    }

    /**
     * An answer.
     *
     * @param type of the parts, for the head of the answer
     * @param partType the same as each part says it, with parameters
     */
    static Response of(String type, String partType, Parts parts) {
        String boundary = UUID.randomUUID().toString();
        StreamingOutput body = out -> {
            parts.writeTo(new MultipartAnswer(out, boundary, partType));
            out.write(("--" + boundary + "--\r\n").getBytes(US_ASCII));
        };
        return Response.ok(body)
                .header("Content-Type", "multipart/related; type=\"%s\"; boundary=%s".formatted(type, boundary))
                .build();
    }

    /** Writes one part. */
    void part(byte[] bytes) throws IOException {
        out.write(
                "--%s\r\nContent-Type: %s\r\n\r\n".formatted(boundary, partType).getBytes(US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(US_ASCII));
    }
}
