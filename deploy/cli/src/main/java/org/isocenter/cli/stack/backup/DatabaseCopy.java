package org.isocenter.cli.stack.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies PostgreSQL's data while it runs, by the low-level protocol of its manual (Continuous Archiving, "Making a Base
 * Backup Using the Low Level API"): start, copy the files as they come, stop, then the log that makes them whole.
 * A replication slot keeps that log from being recycled meanwhile.
 */
final class DatabaseCopy {
    /** Emptied or rebuilt when PostgreSQL starts; the folders themselves must be there. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "backup_label.old", "tablespace_map");
    private static final String CONTROL = "global/pg_control";
    private static final String SLOT = "isocenter_backup";

    private final Path data;
    private final BackupWriter writer;

    DatabaseCopy(Path data, BackupWriter writer) {
        this.data = data;
        this.writer = writer;
    }

    /** Copies; the connection must stay open from start to stop, for the server ends a backup whose session ends. */
    void copy(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_create_physical_replication_slot('%s', true, true)".formatted(SLOT));
            String first = text(statement, "select pg_walfile_name(pg_backup_start('isocenter', true))");
            files();
            String last = stop(statement);
            log(first, last);
        }
    }

    private String stop(Statement statement) throws SQLException, IOException {
        try (ResultSet row =
                statement.executeQuery("select pg_walfile_name(lsn), labelfile from pg_backup_stop(false)")) {
            row.next();
            writer.file("database/backup_label", row.getString(2).getBytes(UTF_8));
            return row.getString(1);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** All files as they are at the moment; the control file last, as it names what the others must reach. */
    private void files() throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = name(folder);
                if (!name.isEmpty()) {
                    writer.folder("database/" + name);
                }
                if (name.equals("pg_wal")) {
                    writer.folder("database/pg_wal/archive_status");
                    writer.folder("database/pg_wal/summaries");
                }
                boolean skip = EMPTIED.contains(name)
                        || folder.getFileName().toString().startsWith("pgsql_tmp");
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = name(file);
                if (!LEFT_OUT.contains(name) && !name.equals(CONTROL) && !name.endsWith("pg_internal.init")) {
                    writer.file("database/" + name, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, @Nullable IOException e) {
                return FileVisitResult.CONTINUE; // dropped meanwhile; the log says so too
            }
        });
        writer.file("database/" + CONTROL, data.resolve(CONTROL));
    }

    /** The segments from the first to the last, which the stop has closed; names sort as the log runs. */
    private void log(String first, String last) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("pg_wal"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                boolean segment =
                        name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
                if (segment || name.endsWith(".history")) {
                    writer.file("database/pg_wal/" + name, file);
                }
            }
        }
    }

    private String name(Path path) {
        return data.relativize(path).toString();
    }
}
