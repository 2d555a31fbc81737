package org.isocenter.dicom.rest;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.retrieve.ByteRange;

/** Bytes as an answer, all of them or the range that is asked for (RFC 9110 14). */
final class PlainAnswer {
    private PlainAnswer() {}

    /**
     * An answer with nothing around the bytes.
     *
     * @param total how many there are
     * @param all writes all of them
     * @param range what is asked for instead
     * @param octets where that lies
     */
    static Response of(String type, long total, Body all, Optional<ByteRange> range, Octets octets) {
        Response.ResponseBuilder answer = Response.status(range.isPresent() ? 206 : 200)
                .entity(range.map(part -> part(octets, part)).orElse(all))
                .header("Content-Type", type)
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", range.map(ByteRange::length).orElse(total));
        range.ifPresent(part -> answer.header("Content-Range", part.contentRange()));
        return answer.build();
    }

    static Body part(Octets octets, ByteRange range) {
        return out -> octets.slice(range.first(), range.length()).copyTo(out);
    }
}
