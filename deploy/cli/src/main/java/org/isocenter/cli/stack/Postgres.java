package org.isocenter.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.isocenter.platform.blob.DurableFiles;

/** PostgreSQL in the state folder: durable, on the loopback, with a password for each role and no statement in its log. */
final class Postgres {
    /** Settings without which an acknowledged instance could be lost. */
    private static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

    private static final String OPTIONS = "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            + " -c fsync=on -c full_page_writes=on -c synchronous_commit=on -c max_connections=120"
            + " -c log_statement=none -c log_min_error_statement=panic -c log_error_verbosity=terse"
            + " -c log_min_duration_statement=-1 -c log_parameter_max_length=0";
    private static final String SUPERUSER = "postgres";

    private final Kit kit;
    private final StateFolder folder;
    private final Secrets secrets;

    Postgres(Kit kit, StateFolder folder, Secrets secrets) {
        this.kit = kit;
        this.folder = folder;
        this.secrets = secrets;
    }

    /** Makes the cluster where there is none; one that is half made is made again. */
    void create() {
        if (Files.exists(folder.database())) {
            refuseOtherVersion();
            return;
        }
        Path aside = folder.root().resolve("database.new");
        Path password = folder.run().resolve("initdb.password");
        try {
            Folders.delete(aside);
            Files.deleteIfExists(password);
            DurableFiles.write(password, secrets.databaseOwner().getBytes(UTF_8));
            int code = run(
                    folder.freshLog(Part.DATABASE),
                    "initdb",
                    "-D",
                    aside.toString(),
                    "-U",
                    SUPERUSER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-instructions");
            if (code != 0) {
                Folders.delete(aside);
                throw Failures.start(Part.DATABASE, "could not make its data folder", folder.log(Part.DATABASE));
            }
            DurableFiles.publish(aside, folder.database());
        } catch (IOException e) {
            throw Failures.folder("the database could not be made", e);
        } finally {
            deleteQuietly(password);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Failures.folder("a file of run cannot be removed", e);
        }
    }

    /** Fails with {@code STATE_FOLDER_BROKEN} where another version made the data. */
    void refuseOtherVersion() {
        try {
            String theirs =
                    Files.readString(folder.database().resolve("PG_VERSION")).strip();
            String ours = version();
            if (!theirs.equals(ours)) {
                throw StateFolder.broken(
                        "its database is of PostgreSQL %s, this program brings %s; use the program that made it"
                                .formatted(theirs, ours));
            }
        } catch (IOException e) {
            throw Failures.folder("its database is not whole; restore it from the backup", e);
        }
    }

    /** The major version of the binaries. */
    private String version() throws IOException {
        Path answer = Files.createTempFile(folder.run(), "version", "");
        try {
            run(answer, "postgres", "--version");
            return Files.readString(answer).replaceAll("(?s)\\D*(\\d+).*", "$1");
        } finally {
            Files.delete(answer);
        }
    }

    /** Starts it and waits until it takes connections. */
    ProcessMark start(int port) {
        clearStale();
        Path log = folder.freshLog(Part.DATABASE);
        try {
            int code = run(
                    log,
                    "pg_ctl",
                    "-D",
                    folder.database().toString(),
                    "-w",
                    "-t",
                    "120",
                    "-l",
                    log.toString(),
                    "-o",
                    OPTIONS.formatted(port),
                    "start");
            if (code != 0) {
                throw Failures.start(Part.DATABASE, "did not start", log);
            }
        } catch (IOException e) {
            throw Failures.folder("PostgreSQL could not be started", e);
        }
        return postmaster().orElseThrow(() -> Failures.start(Part.DATABASE, "ended at once", log));
    }

    /** The process that has this very data folder open, whoever started it. */
    Optional<ProcessMark> postmaster() {
        try {
            List<String> lines = Files.readAllLines(folder.database().resolve("postmaster.pid"));
            long pid = Long.parseLong(lines.get(0).strip());
            Path process = Path.of("/proc/" + pid);
            boolean ours = Files.readSymbolicLink(process.resolve("cwd"))
                    .equals(folder.database().toRealPath());
            return ours ? ProcessMark.of(pid) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no file, or no such process
        }
    }

    /** After a crash of the machine the number in the file may belong to another program, and PostgreSQL would not start. */
    private void clearStale() {
        if (postmaster().isEmpty()) {
            deleteQuietly(folder.database().resolve("postmaster.pid"));
        }
    }

    /** Stops it after its running transactions are rolled back; nothing committed is lost. */
    void stop() {
        if (postmaster().isEmpty()) {
            return;
        }
        try {
            Path log = folder.log(Part.DATABASE);
            run(log, "pg_ctl", "-D", folder.database().toString(), "-m", "fast", "-w", "-t", "60", "stop");
        } catch (IOException e) {
            throw Failures.folder("PostgreSQL could not be stopped", e);
        }
    }

    /** Makes the two databases with their roles where they are not there, and asserts that commits are durable. */
    void databases(int port) {
        try (Connection owner = superuser(port);
                Statement statement = owner.createStatement()) {
            database(statement, "isocenter", secrets.isocenter());
            database(statement, "keycloak", secrets.keycloak());
        } catch (SQLException e) {
            throw Failures.database(e, folder.log(Part.DATABASE));
        }
        assertDurable(port, "isocenter", secrets.isocenter());
        assertDurable(port, "keycloak", secrets.keycloak());
    }

    private static void database(Statement statement, String name, String password) throws SQLException {
        if (!exists(statement, "select 1 from pg_roles where rolname = '%s'".formatted(name))) {
            statement.execute("create role %s login password '%s'".formatted(name, password));
        }
        if (!exists(statement, "select 1 from pg_database where datname = '%s'".formatted(name))) {
            statement.execute("create database %s owner %s".formatted(name, name));
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Asked as the role that will write, in its own database: a setting of a role outranks the command line. */
    private void assertDurable(int port, String role, String password) {
        try (Connection connection = connect(port, role, role, password);
                Statement statement = connection.createStatement()) {
            for (String setting : DURABLE) {
                try (ResultSet rows = statement.executeQuery("show " + setting)) {
                    rows.next();
                    if (!rows.getString(1).equals("on")) {
                        throw StateFolder.broken(
                                "PostgreSQL runs with %s %s instead of on, so that a commit could be lost; reset it for role %s"
                                        .formatted(setting, rows.getString(1), role));
                    }
                }
            }
        } catch (SQLException e) {
            throw Failures.database(e, folder.log(Part.DATABASE));
        }
    }

    /** Whether it answers a query. */
    boolean answers(int port) {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            return exists(statement, "select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    /** A connection of the server's role to its database. */
    Connection connect(int port) throws SQLException {
        return connect(port, "isocenter", "isocenter", secrets.isocenter());
    }

    /** A connection of the superuser. */
    Connection superuser(int port) throws SQLException {
        return connect(port, "postgres", SUPERUSER, secrets.databaseOwner());
    }

    private static Connection connect(int port, String database, String role, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), properties);
    }

    /** PostgreSQL refuses to run as root, so root enters a user namespace first. */
    private int run(Path log, String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (ProcessMark.isRoot()) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(kit.postgres().resolve("bin").resolve(program).toString());
        words.addAll(List.of(arguments));
        return Programs.run(words, Map.of("LC_ALL", "C"), folder.root(), log);
    }
}
