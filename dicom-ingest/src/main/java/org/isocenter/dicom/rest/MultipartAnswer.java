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

    /** Gives the parts. */
    @FunctionalInterface
    interface Parts {
        void writeTo(MultipartAnswer answer) throws IOException;
    }

    private MultipartAnswer(OutputStream out, String boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /**
     * An answer.
     *
     * @param type media type of the parts, for the head of the answer
     */
    static Response.ResponseBuilder of(String type, Parts parts) {
        String boundary = UUID.randomUUID().toString();
        StreamingOutput body = out -> {
            parts.writeTo(new MultipartAnswer(out, boundary));
            out.write(("--" + boundary + "--\r\n").getBytes(US_ASCII));
        };
        return Response.ok(body)
                .header("Content-Type", "multipart/related; type=\"%s\"; boundary=%s".formatted(type, boundary));
    }

    /**
     * Writes one part.
     *
     * @param headers lines such as {@code Content-Type: image/png}
     */
    void part(Body body, String... headers) throws IOException {
        out.write(("--" + boundary + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(US_ASCII));
        body.write(out);
        out.write("\r\n".getBytes(US_ASCII));
    }
}
