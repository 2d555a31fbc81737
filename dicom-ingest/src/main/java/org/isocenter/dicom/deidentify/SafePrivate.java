package org.isocenter.dicom.deidentify;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Which private elements of a data set may stay under Retain Safe Private, and how: by a list of creators, groups and
 * elements, or by the object's own Private Data Element Characteristics (0008,0300). Numbers stay as they are; text of
 * a listed element loses known identifiers, text that only the object calls safe keeps clinical words; names never stay.
 */
public final class SafePrivate {
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{3}[13579BDFbdf]");
    private static final Pattern ELEMENTS = Pattern.compile("[0-9A-Fa-f]{2}( [0-9A-Fa-f]{2})*");

    private static final int CHARACTERISTICS = 0x00080300;
    private static final int CHARACTERISTICS_GROUP = 0x00080301;
    private static final int CHARACTERISTICS_CREATOR = 0x00080302;
    private static final int BLOCK_STATUS = 0x00080303;
    private static final int NONIDENTIFYING_ELEMENTS = 0x00080304;

    /** An element of a creator, wherever in the group its block is. */
    private record Listed(String creator, int group, int low) {}

    private static final SafePrivate STANDARD = new SafePrivate(parsed(ProfileTable.lines("safe-private.tsv")));

    private final Set<Listed> listed;

    private SafePrivate(Set<Listed> listed) {
        this.listed = Set.copyOf(listed);
    }

    /** The list of the standard, PS3.15 Table E.3.10-1. */
    public static SafePrivate standard() {
        return STANDARD;
    }

    /**
     * This list and that of a file: lines of a creator, a group of four and elements of two hexadecimal digits, with
     * tabulators between; {@code #} begins a comment. {@code NOT_FOUND} where there is no such file, {@code BAD_REQUEST}
     * with the number of a line that is not of this form.
     */
    public SafePrivate with(Path file) {
        if (Files.notExists(file)) {
            throw new PlatformException(
                    ErrorCode.NOT_FOUND, "Expected a list of safe private attributes; there is no such file.");
        }
        Set<Listed> more = new HashSet<>(listed);
        try {
            more.addAll(parsed(Files.readAllLines(file)));
        } catch (MalformedInputException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a list of safe private attributes in UTF-8; save it as such.", e);
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected a list of safe private attributes that can be read.", e);
        }
        return new SafePrivate(more);
    }

    private static Set<Listed> parsed(List<String> lines) {
        Set<Listed> listed = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                listed.addAll(parsed(line, i + 1));
            }
        }
        return listed;
    }

    private static List<Listed> parsed(String line, int number) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3
                || cells[0].isBlank()
                || !GROUP.matcher(cells[1].strip()).matches()
                || !ELEMENTS.matcher(cells[2].strip()).matches()) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected in line %d of the safe private attributes: creator, odd group, elements, with tabulators between, such as \"SIEMENS MR HEADER<tab>0019<tab>0C 0E\"."
                            .formatted(number));
        }
        int group = Integer.parseInt(cells[1].strip(), 16);
        return Arrays.stream(cells[2].strip().split(" ", -1))
                .map(low -> new Listed(cells[0].strip(), group, Integer.parseInt(low, 16)))
                .toList();
    }

    /** What happens to the safe elements of a data set and to the creators that reserve their blocks, by tag. */
    Map<Integer, Action> actions(Dataset dataset, ProfileChoice choice) {
        Map<Integer, Action> actions = new HashMap<>();
        for (Element element : dataset) {
            int tag = element.tag();
            int block = (tag >>> 8) & 0xff;
            if (Tag.isPrivate(tag) && block >= 0x10) {
                int creatorTag = (tag & 0xffff0000) | block;
                dataset.string(creatorTag)
                        .map(String::strip)
                        .flatMap(creator -> action(dataset, creator, element, choice))
                        .ifPresent(action -> {
                            actions.put(tag, action);
                            actions.put(creatorTag, new Keep());
                        });
            }
        }
        return actions;
    }

    private Optional<Action> action(Dataset dataset, String creator, Element element, ProfileChoice choice) {
        int tag = element.tag();
        if (listed.contains(new Listed(creator, tag >>> 16, tag & 0xff))) {
            return kept(element.vr(), choice, new ScrubText(false));
        }
        boolean declared = dataset.items(CHARACTERISTICS).stream().anyMatch(item -> declares(item, creator, tag));
        return declared ? kept(element.vr(), choice, new CleanText(new Remove())) : Optional.empty();
    }

    /** How a safe element stays; empty where its kind of value is never safe. */
    private static Optional<Action> kept(Vr vr, ProfileChoice choice, Action text) {
        return switch (vr) {
            case PN, AE -> Optional.empty();
            case CS, LO, LT, SH, ST, UC, UT, UR -> Optional.of(text);
            case DA, DT, TM -> dated(choice);
            case UI -> Optional.of(choice.has(Option.UIDS) ? new Keep() : new RemapUid());
            case OB, UN -> Optional.of(new ScrubBytes());
            default -> Optional.of(new Keep());
        };
    }

    private static Optional<Action> dated(ProfileChoice choice) {
        if (choice.has(Option.FULL_DATES)) {
            return Optional.of(new Keep());
        }
        return choice.has(Option.MODIFIED_DATES) ? Optional.of(new ShiftDates(new Remove())) : Optional.empty();
    }

    private static boolean declares(Dataset item, String creator, int tag) {
        boolean same = Arrays.stream(item.ints(CHARACTERISTICS_GROUP)).anyMatch(group -> group == tag >>> 16)
                && item.string(CHARACTERISTICS_CREATOR)
                        .map(String::strip)
                        .filter(creator::equals)
                        .isPresent();
        String status = item.string(BLOCK_STATUS).map(String::strip).orElse("UNSAFE");
        return same
                && ("SAFE".equals(status)
                        || ("MIXED".equals(status)
                                && Arrays.stream(item.ints(NONIDENTIFYING_ELEMENTS))
                                        .anyMatch(low -> low == (tag & 0xff))));
    }
}
