package org.isocenter.dicom.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Value representations of the private attributes that vendors have published, by private creator. */
public final class PrivateDictionary {
    private static final Map<String, Vr> BY_CREATOR_AND_TAG = read();

    private PrivateDictionary() {}

    /** The value representation of a private tag in a data set that holds the creator of its block; UN where it is not known. */
    public static Vr vr(Dataset dataset, int tag) {
        int block = (tag >>> 8) & 0xff;
        if (Tag.isPrivateCreator(tag)) {
            return Vr.LO;
        }
        if (block < 0x10) {
            return Vr.UN;
        }
        return dataset.string((tag & 0xffff0000) | block)
                .map(creator -> vr(creator, Tag.format(tag)))
                .orElse(Vr.UN);
    }

    private static Vr vr(String creator, String hex) {
        Vr inBlock = BY_CREATOR_AND_TAG.get(creator + '\t' + hex.substring(0, 4) + "XX" + hex.substring(6));
        return inBlock == null ? BY_CREATOR_AND_TAG.getOrDefault(creator + '\t' + hex, Vr.UN) : inBlock;
    }

    private static Map<String, Vr> read() {
        try (InputStream in = Objects.requireNonNull(PrivateDictionary.class.getResourceAsStream("private.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .collect(Collectors.toUnmodifiableMap(
                            cells -> cells.get(0) + '\t' + cells.get(1), cells -> Vr.valueOf(cells.get(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
