package org.isocenter.platform.cohort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of a cohort version: one line per member with frame, blob, patient and partition, sorted by frame. */
public final class CohortHash {
    private CohortHash() {}

    public static String of(List<CohortMember> members) {
        MessageDigest digest = sha256();
        members.stream()
                .sorted(Comparator.comparing(CohortMember::frame))
                .forEach(member -> digest.update(line(member)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] line(CohortMember member) {
        return "%s %s %s %s\n"
                .formatted(member.frame(), member.blob(), member.patient(), member.partition())
                .getBytes(UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
