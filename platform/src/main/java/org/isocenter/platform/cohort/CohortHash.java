package org.isocenter.platform.cohort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import org.isocenter.platform.digest.Sha256;

/** The SHA-256 of a cohort version: one line per member with frame, blob, patient and partition, sorted by frame. */
public final class CohortHash {
    private CohortHash() {}

    public static String of(List<CohortMember> members) {
        MessageDigest digest = Sha256.digest();
        members.stream()
                .sorted(Comparator.comparing(CohortMember::frame))
                .forEach(member -> digest.update(line(member)));
        return Sha256.hex(digest.digest());
    }

    private static byte[] line(CohortMember member) {
        return "%s %s %s %s\n"
                .formatted(member.frame(), member.blob(), member.patient(), member.partition())
                .getBytes(UTF_8);
    }
}
