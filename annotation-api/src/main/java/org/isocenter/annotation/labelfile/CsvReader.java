package org.isocenter.annotation.labelfile;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads comma-separated values record by record (RFC 4180): quoted fields may hold commas, quotes and line ends. */
final class CsvReader {
    private static final int END = -1;

    private final PushbackReader in;
    private int line = 1;

    CsvReader(Reader in) {
        this.in = new PushbackReader(in, 1);
    }

    /**
     * One record.
     *
     * @param line where it begins, counted from 1
     * @param fields at least one
     */
    record Fields(int line, List<String> fields) {
        boolean isBlank() {
            return fields.size() == 1 && fields.get(0).isBlank();
        }
    }

    /** The next record; empty at the end. */
    Optional<Fields> next() throws IOException {
        int first = in.read();
        if (first == END) {
            return Optional.empty();
        }
        in.unread(first);
        int start = line;
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        while (field(field)) {
            fields.add(field.toString());
            field.setLength(0);
        }
        fields.add(field.toString());
        return Optional.of(new Fields(start, fields));
    }

    /** Reads one field; true where another follows in the same record. */
    private boolean field(StringBuilder field) throws IOException {
        boolean quoted = false;
        for (int c = in.read(); c != END; c = in.read()) {
            if (c == '\n') {
                line++;
            }
            if (c == '"') {
                quoted = quoted ? isDoubled(field) : startsHere(field);
            } else if (!quoted && c == ',') {
                return true;
            } else if (!quoted && c == '\n') {
                return false;
            } else if (quoted || c != '\r') {
                field.append((char) c);
            }
        }
        return false;
    }

    private static boolean startsHere(StringBuilder field) {
        if (!field.isEmpty()) {
            field.append('"'); // a quote within an unquoted field stands for itself
            return false;
        }
        return true;
    }

    /** Two quotes within a quoted field are one, and the field goes on. */
    private boolean isDoubled(StringBuilder field) throws IOException {
        int next = in.read();
        if (next == '"') {
            field.append('"');
            return true;
        }
        if (next != END) {
            in.unread(next);
        }
        return false;
    }
}
