package org.isocenter.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Everything that the server has written: each row of the database, each file of its state folder, its log. */
final class LeftBehind {
    private static final int AROUND = 60;

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Reads it all. */
    LeftBehind(DataSource database, Path home, Path log) throws IOException, SQLException {
        texts.put("database", everyRow(database));
        texts.put("log", Files.readString(log));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(home.relativize(file).toString(), Files.readString(file, ISO_8859_1));
            }
        }
    }

    /** Adds what the server has answered. */
    LeftBehind and(String name, String text) {
        texts.put(name, text);
        return this;
    }

    /** The places, in text and in names of files, where one of the words stands by itself. */
    List<String> placesOf(Collection<String> words) {
        List<String> places = new ArrayList<>();
        texts.forEach((name, text) -> words.forEach(word -> {
            int at = alone(text, word);
            if (at >= 0) {
                places.add(
                        name + ": " + text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND)));
            }
            if (alone(name, word) >= 0) {
                places.add("the name " + name);
            }
        }));
        return places;
    }

    /** Where a word stands that is no part of a longer word, number or UID; -1 where it does not. */
    private static int alone(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean begins = at == 0 || (!isOfWord(text.charAt(at - 1)) && text.charAt(at - 1) != '.');
            if (begins && (end == text.length() || !isOfWord(text.charAt(end)))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isOfWord(char letter) {
        return letter < 128 && Character.isLetterOrDigit(letter);
    }

    /** Every row of every table as text. */
    static String everyRow(DataSource database) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = column(
                    statement, "select quote_ident(tablename) from pg_tables where schemaname = 'public' order by 1");
            for (String table : tables) {
                column(statement, "select t::text from " + table + " t")
                        .forEach(row -> all.append(row).append('\n'));
            }
        }
        return all.toString();
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        return values;
    }
}
