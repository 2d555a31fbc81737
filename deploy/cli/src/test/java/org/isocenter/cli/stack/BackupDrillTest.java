package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.isocenter.cli.client.Server;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.StackScript.Said;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.dicom.phantom.PhantomStudies;
import org.isocenter.platform.audit.AuditExport;
import org.isocenter.platform.audit.AuditVerdict;
import org.isocenter.platform.audit.AuditVerifier;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@org.junit.jupiter.api.Tag("stack")
class BackupDrillTest {
    @TempDir
    Path parent;

    @Test
    void a_restored_stack_has_the_same_rows_blobs_and_a_trail_that_verifies() throws Exception {
        StackScript source = StackScript.of(parent.resolve("source"))
                .with("ISOCENTER_JAVA_OPTS", "-Disocenter.platform.root-interval=2s");
        Path file = parent.resolve("backup.tar.gz");
        Map<String, String> rows;
        try {
            assertThat(source.up().code()).isEqualTo(ExitCode.DONE);
            takeIn(source);
            assertThat(export(source).isIntact()).isTrue();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isSigned(rows(source)));
            Said saved = source.call("backup", file.toString(), "--json"); // while the stack runs
            assertThat(saved.code()).as(saved.err()).isEqualTo(ExitCode.DONE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            rows = rows(source);
        } finally {
            source.call("down");
        }
        StackScript restored = StackScript.of(parent.resolve("restored"));
        Said done = restored.call("restore", file.toString());
        assertThat(done.code()).as(done.err()).isEqualTo(ExitCode.DONE);
        assertThat(rows(restored)).isEqualTo(rows);
        assertThat(blobs(restored)).isEqualTo(blobs(source)).isNotEmpty();
        assertThat(restored.home().resolve("keys/master.key"))
                .hasSameBinaryContentAs(source.home().resolve("keys/master.key"));
        assertThat(restored.home().resolve("spool")).doesNotExist();
        assertThat(restored.home().resolve("quarantine")).doesNotExist();
        try {
            assertThat(restored.up().code()).isEqualTo(ExitCode.DONE);
            AuditVerdict verdict = export(restored);
            assertThat(verdict.findings()).isEmpty();
            assertThat(verdict.events()).isGreaterThanOrEqualTo(Long.parseLong(rows.get("audit_event count")));
        } finally {
            restored.call("down");
        }
        refusals(file, restored);
    }

    /** A folder in use, a file that was cut, a file in which some bytes are others: a single bit may mean nothing to gzip in a run of zeros. */
    private void refusals(Path file, StackScript restored) throws IOException {
        Said full = restored.call("restore", file.toString());
        assertThat(full.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(restored.call("backup", file.toString()).code()).isEqualTo(ExitCode.REFUSED);
        byte[] bytes = Files.readAllBytes(file);
        StackScript empty = StackScript.of(parent.resolve("empty"));
        Path cut = Files.write(parent.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 3 + 64, (byte) 0x5a);
        Path changed = Files.write(parent.resolve("changed"), bytes);
        for (Path bad : List.of(cut, changed)) {
            Said said = empty.call("restore", bad.toString());
            assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(said.err()).contains("The backup is not restored");
            assertThat(empty.home().resolve("database")).doesNotExist();
            assertThat(empty.home().resolve("keys")).doesNotExist();
        }
        assertThat(empty.call("backup", parent.resolve("none").toString()).code())
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    private void takeIn(StackScript stack) throws IOException {
        Path studies = parent.resolve("phantom");
        PhantomStudies.write(studies, PhantomPlan.small(7));
        JsonNode status = status(stack);
        List<Path> files;
        try (Stream<Path> found = Files.walk(studies.resolve("dicom"))) {
            files = found.filter(Files::isRegularFile).sorted().limit(25).toList();
        }
        for (Path file : files) {
            send(file, status.at("/dicom/port").asInt());
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            JsonNode counts = status(stack).get("ingest");
            return counts.get("received").asInt() == files.size()
                    && counts.get("pending").asInt() == 0;
        });
    }

    private static void send(Path file, int port) throws IOException {
        DicomObject object = Part10Reader.read(file);
        Requestor.Offer offer = new Requestor.Offer(
                object.dataset().string(Tag.SOP_CLASS_UID).orElseThrow(),
                object.transferSyntax().uid());
        Requestor.Peer peer = new Requestor.Peer("127.0.0.1", port, "ISOCENTER", "DRILL", Duration.ofSeconds(30));
        try (Requestor requestor = Requestor.open(peer, List.of(offer))) {
            assertThat(requestor.store(object)).isZero();
        }
    }

    private static JsonNode status(StackScript stack) throws IOException {
        return new ObjectMapper().readTree(stack.call("status", "--json").out());
    }

    /** Count and hash of each table of the server. */
    private static Map<String, String> rows(StackScript stack) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        Kit kit = Kit.at(SharedData.root());
        StateFolder folder = new StateFolder(stack.home());
        Secrets secrets = Secrets.find(folder).orElseThrow();
        int port =
                Stack.running(folder).map(record -> record.ports().database()).orElse(0);
        Postgres postgres = new Postgres(kit, folder, secrets);
        boolean ours = port == 0;
        if (ours) {
            port = Ports.anyFree().reserve().database();
            postgres.start(port);
        }
        try (Connection connection = postgres.connect(port);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*), md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from %s t"
                                .formatted(table))) {
                    row.next();
                    rows.put(table + " count", row.getString(1));
                    rows.put(table + " hash", row.getString(2));
                }
            }
            try (ResultSet row = statement.executeQuery("select max(size) from audit_root")) {
                row.next();
                rows.put("audit_root size", String.valueOf(row.getString(1)));
            }
        } finally {
            if (ours) {
                postgres.stop();
            }
        }
        return rows;
    }

    /** Whether the trail rests: each event is sealed, and so is the root over all of them. */
    private static boolean isSigned(Map<String, String> rows) {
        return rows.get("audit_unsealed count").equals("0")
                && rows.get("audit_seal count").equals(rows.get("audit_root size"));
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found =
                statement.executeQuery("select tablename from pg_tables where schemaname = 'public' order by 1")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        assertThat(tables).contains("instance", "audit_event", "identity");
        return tables;
    }

    private static Set<String> blobs(StackScript stack) throws IOException {
        Path store = stack.home().resolve("store");
        try (Stream<Path> files = Files.walk(store)) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(path -> store.relativize(path).toString())
                    .forEach(names::add);
            return names;
        }
    }

    /** Verifies the trail as an auditor would: the export, the roots outside the database, the key. */
    private static AuditVerdict export(StackScript stack) throws Exception {
        Server auditor = new LocalLogin().connect(stack.home(), "auditor");
        HttpRequest request = HttpRequest.newBuilder(URI.create(auditor.url() + "/api/v1/audit/export"))
                .header("Authorization", "Bearer " + auditor.token().get())
                .build();
        HttpResponse<Stream<String>> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        AuditExport export = AuditExport.read(answer.body());
        assertThat(export.events()).isNotEmpty();
        try (Stream<String> roots = Files.lines(stack.home().resolve("audit/roots.jsonl"))) {
            return AuditVerifier.verify(
                    export,
                    AuditExport.read(roots).roots(),
                    RootSigner.publicKey(Files.readAllBytes(stack.home().resolve("keys/audit.pub"))));
        }
    }
}
