package org.isocenter.cli.upload;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into records and fields; quoted fields may hold commas, quotes and line ends (RFC 4180). */
final class CsvRecords {

    /** The fields of one record; {@code line} is where it begins, counted from 1. */
    record Fields(int line, List<String> values) {}

    private final String text;
    private final List<Fields> records = new ArrayList<>();
    private List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private int line = 1;
    private int start = 1;

    private CsvRecords(String text) {
        this.text = text;
    }

    /** All records but blank ones; {@code LABELS_UNREADABLE} names the line of one whose quote is never closed. */
    static List<Fields> of(String text) {
        return new CsvRecords(text).cut();
    }

    private List<Fields> cut() {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                endField();
            } else if (!quoted && c == '\n') {
                endRecord();
            } else if (quoted || c != '\r') {
                field.append(c);
            }
            line += c == '\n' ? 1 : 0;
            start = fields.isEmpty() && field.isEmpty() && !quoted ? line : start;
        }
        if (quoted) {
            throw CsvFile.unreadable(start, "expected a closing quote; none follows");
        }
        endRecord();
        return records;
    }

    private void endField() {
        fields.add(field.toString());
        field.setLength(0);
    }

    private void endRecord() {
        endField();
        if (fields.size() > 1 || !fields.get(0).isBlank()) {
            records.add(new Fields(start, fields));
        }
        fields = new ArrayList<>();
    }
}
