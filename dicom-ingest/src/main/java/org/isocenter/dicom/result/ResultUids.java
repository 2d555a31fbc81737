package org.isocenter.dicom.result;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.isocenter.platform.result.ResultAuthor;

/**
 * UIDs of what one author makes: {@code 2.25.} and a UUID as a decimal number (PS3.5 B.2), the same for the same words.
 *
 * @param author who makes it
 */
record ResultUids(ResultAuthor author) {

    /** Words that tell it from everything else of this author. */
    String of(String... words) {
        String name = author.job() + "\n" + String.join("\n", words);
        return decimal(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The head itself, as a device. */
    String head() {
        return decimal(author.head());
    }

    private static String decimal(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return "2.25." + new BigInteger(1, bytes);
    }
}
