package org.isocenter.dicom.deidentify;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;

/**
 * Which private elements of one data set are known to be safe: by an allow-list of creator, group and element, or by
 * the object's own Private Data Element Characteristics (0008,0300). Text is never safe.
 */
final class SafePrivate {
    private static final int CHARACTERISTICS = 0x00080300;
    private static final Set<Vr> NUMBERS = Set.of(Vr.DS, Vr.IS, Vr.FD, Vr.FL, Vr.US, Vr.SS, Vr.UL, Vr.SL, Vr.UN, Vr.OB);
    private static final Set<String> ALLOWED = ProfileTable.lines("safe-private.tsv").stream()
            .map(line -> List.of(line.split("\t", -1)))
            .map(cells -> key(cells.get(0), Integer.parseInt(cells.get(1), 16), Integer.parseInt(cells.get(2), 16)))
            .collect(Collectors.toUnmodifiableSet());

    private SafePrivate() {}

    /** Tags of safe elements and of the creators that reserve their blocks. */
    static Set<Integer> tags(Dataset dataset) {
        Set<Integer> safe = new HashSet<>();
        for (Element element : dataset) {
            int tag = element.tag();
            int block = (tag >>> 8) & 0xff;
            if (Tag.isPrivate(tag) && block >= 0x10 && NUMBERS.contains(element.vr())) {
                int creatorTag = (tag & 0xffff0000) | block;
                Optional<String> creator = dataset.string(creatorTag);
                if (creator.isPresent() && isSafe(dataset, creator.get(), tag)) {
                    safe.add(tag);
                    safe.add(creatorTag);
                }
            }
        }
        return safe;
    }

    private static boolean isSafe(Dataset dataset, String creator, int tag) {
        return ALLOWED.contains(key(creator, tag >>> 16, tag & 0xff))
                || dataset.items(CHARACTERISTICS).stream().anyMatch(item -> declares(item, creator, tag));
    }

    private static boolean declares(Dataset item, String creator, int tag) {
        boolean same = Arrays.stream(item.ints(0x00080301)).anyMatch(group -> group == tag >>> 16)
                && item.string(0x00080302)
                        .map(String::strip)
                        .filter(creator.strip()::equals)
                        .isPresent();
        String status = item.string(0x00080303).map(String::strip).orElse("UNSAFE");
        return same
                && ("SAFE".equals(status)
                        || ("MIXED".equals(status)
                                && Arrays.stream(item.ints(0x00080304)).anyMatch(low -> low == (tag & 0xff))));
    }

    private static String key(String creator, int group, int low) {
        return creator.strip() + "|" + group + "|" + low;
    }
}
