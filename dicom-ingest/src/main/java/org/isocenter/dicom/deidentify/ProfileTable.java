package org.isocenter.dicom.deidentify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Table E.1-1 of PS3.15 (edition 2024e, 621 rows), read once from a resource. */
final class ProfileTable {
    private static final ProfileTable STANDARD = read();

    private final Map<Integer, TableRow> byTag;
    private final List<TableRow> repeating;

    private ProfileTable(Map<Integer, TableRow> byTag, List<TableRow> repeating) {
        this.byTag = byTag;
        this.repeating = repeating;
    }

    static ProfileTable standard() {
        return STANDARD;
    }

    /** Number of rows, repeating groups included, the private row left out. */
    int size() {
        return byTag.size() + repeating.size();
    }

    /** The row of a tag, directly or through its repeating group. */
    Optional<TableRow> row(int tag) {
        TableRow direct = byTag.get(tag);
        if (direct != null) {
            return Optional.of(direct);
        }
        String hex = "%08x".formatted(tag);
        return repeating.stream().filter(row -> row.covers(hex)).findFirst();
    }

    private static ProfileTable read() {
        List<TableRow> rows =
                lines("table-e1-1.tsv").stream().map(ProfileTable::parse).toList();
        Map<Integer, TableRow> byTag = new HashMap<>();
        rows.stream()
                .filter(row -> !row.isRepeatingGroup() && !"PRIVATE".equals(row.tag()))
                .forEach(row -> byTag.put(Integer.parseUnsignedInt(row.tag(), 16), row));
        return new ProfileTable(
                byTag, rows.stream().filter(TableRow::isRepeatingGroup).toList());
    }

    private static TableRow parse(String line) {
        List<String> cells = List.of(line.split("\t", -1));
        Map<Option, String> options = new EnumMap<>(Option.class);
        if (cells.size() > 3) {
            for (String cell : cells.get(3).split(" ", -1)) {
                int equals = cell.indexOf('=');
                options.put(Option.valueOf(cell.substring(0, equals)), cell.substring(equals + 1));
            }
        }
        return new TableRow(cells.get(0), cells.get(1), cells.get(2), options);
    }

    /** The lines of a resource beside this class, comments left out. */
    static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(ProfileTable.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
