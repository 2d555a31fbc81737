package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.IngestLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged server asks of the kernel before it answers, as {@code strace} sees it; skipped where that may not trace. */
@QuarkusTest
@TestProfile(WholeServer.class)
class ForcedServerTest {
    private static final int INSTANCES = 12;
    private static final Pattern CALL = Pattern.compile("^(\\d+) +(?:<\\.\\.\\. )?([a-z0-9]+)[( ](.*)$");

    /** Calls of the server that decide whether an answer is true. */
    private enum Deed {
        SPOOL_FILE,
        SPOOL_FOLDER,
        STORE_FILE,
        STORE_FOLDER,
        C_STORE_ANSWER,
        STOW_ANSWER
    }

    @Inject
    Projects projects;

    @Inject
    IngestLedger ledger;

    @Inject
    PlatformConfig config;

    @TempDir
    Path folder;

    @Test
    void the_kernel_has_forced_file_and_folder_before_each_answer_leaves() throws Exception {
        assumeTrue(canTrace(), "strace is not installed here or may not trace");
        Path trace = folder.resolve("trace");
        Path sent = SentSeries.write(folder.resolve("sent"), INSTANCES);
        Path stow = SentSeries.write(folder.resolve("stow"), INSTANCES + 3);
        Project project = project();
        List<String> strace = List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-yy",
                "-s",
                "40",
                "-o",
                trace.toString(),
                "-e",
                "trace=fsync,fdatasync,write,writev,sendto,sendmsg");
        try (ServerProcess server =
                new ServerProcess(strace, folder.resolve("home"), WholeServer.settingsOfAnother(config))) {
            assertThat(StoreSender.send(sent, server.dicomPort(), project.aeTitle(), count -> {}))
                    .hasSize(INSTANCES);
            waitFor(project, INSTANCES);
            for (int i = INSTANCES; i < INSTANCES + 3; i++) {
                stow(server, project, stow.resolve("%03d.dcm".formatted(i)));
            }
            waitFor(project, INSTANCES + 3);
        }
        List<Deed> deeds = deeds(Files.readAllLines(trace, ISO_8859_1));

        List<Deed> perAnswer = List.of(Deed.SPOOL_FILE, Deed.SPOOL_FOLDER, Deed.C_STORE_ANSWER);
        int first = deeds.indexOf(Deed.SPOOL_FILE); // before it the folder is made
        int last = deeds.lastIndexOf(Deed.C_STORE_ANSWER);
        assertThat(only(deeds.subList(first, last + 1), perAnswer)).isEqualTo(repeated(perAnswer, INSTANCES));

        List<Deed> perPart =
                List.of(Deed.SPOOL_FILE, Deed.SPOOL_FOLDER, Deed.STORE_FILE, Deed.STORE_FOLDER, Deed.STOW_ANSWER);
        List<Deed> stowed = only(deeds.subList(last + 1, deeds.size()), List.of(Deed.values()));
        assertThat(stowed.subList(stowed.size() - perPart.size() * 3, stowed.size()))
                .isEqualTo(repeated(perPart, 3));
        assertThat(only(deeds, List.of(Deed.STORE_FILE))).hasSize(INSTANCES + 3);
        assertThat(only(deeds, List.of(Deed.STORE_FOLDER))).hasSize(INSTANCES + 3);
    }

    private Project project() {
        String name = "f-" + UUID.randomUUID();
        Project project = projects.create(
                new Project(ProjectId.random(), name, name.substring(2, 18), DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "steward"));
        return project;
    }

    private void waitFor(Project project, long stored) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> ledger.counts(project.id()).stored() == stored);
    }

    private static void stow(ServerProcess server, Project project, Path file) throws IOException {
        given().auth()
                .oauth2(KeycloakResource.token("steward"))
                .contentType("multipart/related; type=\"application/dicom\"; boundary=iso-part")
                .body(FromStudyToLabelTest.multipart(List.of(file)))
                .post("http://127.0.0.1:" + server.httpPort() + "/dicomweb/" + project.name() + "/studies")
                .then()
                .statusCode(200);
    }

    /** A call counts where it begins, a force where it has ended well. */
    private List<Deed> deeds(List<String> lines) {
        List<Deed> deeds = new ArrayList<>();
        Map<String, String> begun = new HashMap<>();
        for (String line : lines) {
            Matcher call = CALL.matcher(line);
            if (!call.matches()) {
                continue;
            }
            boolean force = call.group(2).startsWith("f");
            if (force && line.endsWith("<unfinished ...>")) {
                begun.put(call.group(1), call.group(3));
            } else if (force && line.endsWith("= 0")) {
                String place = line.contains("resumed>") ? begun.getOrDefault(call.group(1), "") : call.group(3);
                forced(place).ifPresent(deeds::add);
            } else if (!force && !line.contains("resumed>")) {
                answered(call.group(3)).ifPresent(deeds::add);
            }
        }
        return deeds;
    }

    private Optional<Deed> forced(String place) {
        String home = Pattern.quote(folder.resolve("home").toString());
        return first(
                place,
                List.of(
                        entry("^\\d+<" + home + "/spool/[^/>]+\\.sealed[^/>]*>.*", Deed.SPOOL_FILE),
                        entry("^\\d+<" + home + "/spool>.*", Deed.SPOOL_FOLDER),
                        entry("^\\d+<" + home + "/store/incoming/[^>]+>.*", Deed.STORE_FILE),
                        entry("^\\d+<" + home + "/store/[0-9a-f]{2}>.*", Deed.STORE_FOLDER)));
    }

    /** The answer to a C-STORE is the only P-DATA-TF PDU (type 4) that we send in these associations. */
    private static Optional<Deed> answered(String arguments) {
        return first(
                arguments,
                List.of(
                        entry("^\\d+<TCP.*\\]>, \"\\\\4\\\\0.*", Deed.C_STORE_ANSWER),
                        entry("^\\d+<TCP.*\"HTTP/1\\.1 200 .*", Deed.STOW_ANSWER)));
    }

    private static Optional<Deed> first(String text, List<Map.Entry<String, Deed>> table) {
        return table.stream()
                .filter(row -> text.matches(row.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static List<Deed> only(List<Deed> deeds, List<Deed> wanted) {
        return deeds.stream().filter(wanted::contains).toList();
    }

    private static List<Deed> repeated(List<Deed> deeds, int times) {
        List<Deed> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(deeds);
        }
        return all;
    }

    private static boolean canTrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
