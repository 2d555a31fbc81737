package org.isocenter.dicom.iod;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The IODs of PS3.3 by SOP class, read once from a resource; each is joined from its modules when first asked for. */
public final class Iods {
    private static final Iods STANDARD = read();

    private final List<Requirements> lists = new ArrayList<>();
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, String> byClass = new HashMap<>();
    private final Map<String, Iod> joined = new ConcurrentHashMap<>();

    private Iods() {}

    /** The IOD of a SOP class; empty where the class is private, retired or newer than the table. */
    public static Optional<Iod> of(String sopClassUid) {
        return Optional.ofNullable(STANDARD.byClass.get(sopClassUid))
                .map(name -> STANDARD.joined.computeIfAbsent(name, STANDARD::join));
    }

    private Iod join(String name) {
        List<String> cells = Objects.requireNonNull(lines.get(name));
        List<Requirements> mandatory = numbered(cells.get(2));
        List<Requirements> all = Stream.concat(mandatory.stream(), numbered(cells.get(3)).stream())
                .toList();
        return new Iod(name, Requirements.merged(mandatory), Requirements.merged(all));
    }

    private List<Requirements> numbered(String cell) {
        return words(cell).map(number -> lists.get(Integer.parseInt(number))).toList();
    }

    private static Stream<String> words(String cell) {
        return Arrays.stream(cell.split(" ", -1)).filter(word -> !word.isEmpty());
    }

    private static Iods read() {
        Iods iods = new Iods();
        try (InputStream in = Objects.requireNonNull(Iods.class.getResourceAsStream("iod-types.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .forEach(iods::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return iods;
    }

    private void take(List<String> cells) {
        switch (cells.get(0)) {
            case "list" -> lists.add(list(cells.get(1)));
            case "iod" -> lines.put(cells.get(1), cells);
            case "class" -> byClass.put(cells.get(1), cells.get(2));
            default -> throw new IllegalStateException("a line of the table is neither list, iod nor class");
        }
    }

    private Requirements list(String cell) {
        Requirements list = new Requirements();
        words(cell).forEach(word -> {
            String[] parts = word.split("[:>]", -1);
            Requirements items = null;
            if (parts.length > 2) {
                items = "=".equals(parts[2]) ? list : lists.get(Integer.parseInt(parts[2]));
            }
            list.add(Integer.parseUnsignedInt(parts[0], 16), AttributeType.of(parts[1]), items);
        });
        return list;
    }
}
