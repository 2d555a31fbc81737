package org.isocenter.cli.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.cli.Isocenter;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DicomCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_phantom_set_is_written_and_deidentified() throws IOException {
        String set = folder.resolve("set").toString();
        assertThat(call("dicom", "phantom", set, "--small", "--seed", "5", "--json"))
                .isZero();
        JsonNode written = new ObjectMapper().readTree(out.toString());
        assertThat(written.get("seed").asLong()).isEqualTo(5);
        Files.write(folder.resolve("key"), new byte[32]);
        Path report = folder.resolve("report.json");
        assertThat(call(
                        "dicom",
                        "deidentify",
                        set + "/dicom",
                        folder.resolve("clean").toString(),
                        "--key-file",
                        folder.resolve("key").toString(),
                        "--profile",
                        "research",
                        "--report",
                        report.toString()))
                .isZero();
        JsonNode files = new ObjectMapper().readTree(report.toFile()).get("files");
        assertThat(files).hasSize(written.get("files").asInt());
        assertThat(files.findValuesAsText("outcome"))
                .contains("written", "held")
                .doesNotContain("failed");
        assertThat(files.get(0).get("actions").get("X").asInt()).isPositive();
    }

    @Test
    void a_file_that_is_no_dicom_leaves_the_others_done_and_says_so() throws IOException {
        Files.writeString(folder.resolve("a.dcm"), "no dicom");
        Files.write(folder.resolve("key"), new byte[32]);
        int code = call(
                "dicom",
                "deidentify",
                folder.toString(),
                folder.resolve("out").toString(),
                "--key-file",
                folder.resolve("key").toString());
        assertThat(code).isEqualTo(ExitCode.NOT_DONE);
        assertThat(out.toString()).contains("ISO-100");
    }

    @Test
    void a_short_key_and_a_full_folder_are_bad_input() throws IOException {
        Files.write(folder.resolve("key"), new byte[8]);
        assertThat(call(
                        "dicom",
                        "deidentify",
                        folder.toString(),
                        folder.resolve("out").toString(),
                        "--key-file",
                        folder.resolve("key").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(call("dicom", "phantom", folder.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("64 hexadecimal digits").contains("must be empty");
    }

    @Test
    void options_are_named_as_the_profile_names_them_and_the_certificate_goes_with_the_files() throws IOException {
        Files.writeString(folder.resolve("key"), "00112233445566778899aabbccddeeff".repeat(2));
        Path certificate = folder.resolve("papers/certificate.json");
        assertThat(call(
                        "dicom",
                        "deidentify",
                        SharedData.golden("deid/input/private-safe1.dcm").toString(),
                        folder.resolve("out").toString(),
                        "--profile",
                        "basic",
                        "--retain",
                        "uids,device,institution,patient,modified-dates,safe-private",
                        "--clean",
                        "descriptors,structured-content,graphics",
                        "--key-file",
                        folder.resolve("key").toString(),
                        "--certificate",
                        certificate.toString()))
                .isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.get("profile").asText())
                .isEqualTo("basic + safe-private + uids + device + institution + patient-characteristics"
                        + " + modified-dates + clean-descriptors + clean-structured-content + clean-graphics");
        assertThat(report.fieldNames()).toIterable().containsExactly("files", "keyId", "profile");
        assertThat(report.at("/files/0").fieldNames())
                .toIterable()
                .containsExactly("input", "output", "outcome", "reasons", "actions");
        JsonNode paper = new ObjectMapper().readTree(certificate.toFile());
        assertThat(paper.get("keyId")).isEqualTo(report.get("keyId"));
        assertThat(paper.at("/files/0/output")).isEqualTo(report.at("/files/0/output"));
        assertThat(paper.at("/files/0/sha256After").asText()).hasSize(64);
    }

    @Test
    void a_signed_certificate_is_verified_by_whoever_has_the_files_and_the_public_key_alone() throws IOException {
        Files.write(folder.resolve("key"), new byte[32]);
        String target = folder.resolve("out").toString();
        String certificate = folder.resolve("out/certificate.json").toString();
        KeyPair signer = RootSigner.newKeys();
        String signing = pem("signing", "PRIVATE KEY", signer.getPrivate().getEncoded());
        String known = pem("known", "PUBLIC KEY", signer.getPublic().getEncoded());
        String other =
                pem("other", "PUBLIC KEY", RootSigner.newKeys().getPublic().getEncoded());
        String in = SharedData.golden("deid/input/private-safe1.dcm").toString();
        String key = folder.resolve("key").toString();
        assertThat(call(
                        "dicom",
                        "deidentify",
                        in,
                        target,
                        "--key-file",
                        key,
                        "--certificate",
                        certificate,
                        "--signing-key",
                        signing))
                .isZero();

        JsonNode whole = verified(ExitCode.DONE, certificate, target, "--public-key", known);
        assertThat(whole.get("files").asInt()).isEqualTo(1);
        assertThat(whole.get("genuine").asBoolean()).isTrue();
        assertThat(whole.get("findings")).isEmpty();
        assertThat(call("dicom", "verify", certificate, target)).isZero();
        assertThat(call("dicom", "verify", certificate, target, "--public-key", other))
                .isEqualTo(ExitCode.NOT_DONE);
        assertThat(call("dicom", "verify", certificate, target, "--public-key", signing))
                .isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("dicom", "deidentify", in, target, "--key-file", key, "--signing-key", signing))
                .isEqualTo(ExitCode.WRONG_CALL);
        String[] unsigned = {
            "dicom",
            "deidentify",
            in,
            target,
            "--key-file",
            key,
            "--certificate",
            certificate + ".new",
            "--signing-key",
            known
        };
        assertThat(call(unsigned)).isEqualTo(ExitCode.WRONG_CALL);

        Path file;
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            file = files.filter(each -> each.toString().endsWith(".dcm"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Files.write(folder.resolve("out/guest.dcm"), bytes);
        assertThat(verified(ExitCode.NOT_DONE, certificate, target).findValuesAsText("difference"))
                .containsExactly("CHANGED", "NOT_CERTIFIED");
        Files.delete(file);
        assertThat(verified(ExitCode.NOT_DONE, certificate, target).findValuesAsText("difference"))
                .containsExactly("MISSING", "NOT_CERTIFIED");
        String text = Files.readString(Path.of(certificate));
        Files.writeString(Path.of(certificate), text.replace("\"X\"", "\"Y\""));
        assertThat(verified(ExitCode.NOT_DONE, certificate, target, "--public-key", known)
                        .get("genuine")
                        .asBoolean())
                .isFalse();
    }

    private JsonNode verified(int exit, String certificate, String target, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("dicom", "verify", certificate, target, "--json"));
        words.addAll(List.of(more));
        out.getBuffer().setLength(0);
        assertThat(call(words.toArray(String[]::new))).isEqualTo(exit);
        return new ObjectMapper().readTree(out.toString());
    }

    private String pem(String name, String title, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                        folder.resolve(name), "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(title, body))
                .toString();
    }

    @Test
    void a_key_that_is_not_there_and_an_unknown_option_are_told_in_a_sentence() throws IOException {
        Files.write(folder.resolve("key"), new byte[32]);
        String in = SharedData.golden("deid/input/private-safe1.dcm").toString();
        String target = folder.resolve("out").toString();
        String key = folder.resolve("key").toString();
        String none = folder.resolve("none").toString();
        assertThat(call("dicom", "deidentify", in, target, "--key-file", none)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(call("dicom", "deidentify", none, target, "--key-file", key)).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(call("dicom", "deidentify", in, target, "--key-file", key, "--retain", "names"))
                .isEqualTo(ExitCode.WRONG_CALL);
        assertThat(err.toString())
                .contains("Expected a key file")
                .contains("Expected a DICOM file")
                .contains("Expected options of")
                .doesNotContain("ISO-006");
    }

    @Test
    void files_are_inspected_in_one_document() throws IOException {
        String good = SharedData.data("dicom/pydicom/test_files/CT_small.dcm").toString();
        String half = SharedData.data("dicom/malformed/cat04_pixel_data/TC0285_buf_half.dcm")
                .toString();
        assertThat(call("dicom", "inspect", good, half, "--pixels", "--header", "--json"))
                .isZero();
        JsonNode files = new ObjectMapper().readTree(out.toString()).get("files");
        assertThat(files.findValuesAsText("path")).containsExactly(good, half);
        assertThat(files.findValuesAsText("verdict")).containsExactly("accept", "quarantine");
        assertThat(files.at("/0/dataset/00280010/Value/0").asInt()).isEqualTo(128);
        assertThat(files.at("/0/frames/0/storedSha256").asText()).hasSize(64);
        assertThat(files.at("/0/frames/0").has("error")).isFalse();
        assertThat(files.at("/1/frames/0/error").asText()).startsWith("ISO-105");
    }

    @Test
    void a_file_that_is_not_there_leaves_the_others_inspected() {
        String good = SharedData.data("dicom/pydicom/test_files/CT_small.dcm").toString();
        assertThat(call("dicom", "inspect", folder.resolve("none").toString(), good, "--pixels"))
                .isEqualTo(ExitCode.NOT_DONE);
        assertThat(out.toString()).contains("could not be read").contains(good + ": accept");
    }

    @Test
    void a_file_is_written_in_another_transfer_syntax() throws IOException {
        String source = SharedData.data("dicom/pydicom/test_files/CT_small.dcm").toString();
        String there = folder.resolve("there.dcm").toString();
        assertThat(call("dicom", "transcode", source, there, "--to", "jpeg-ls")).isZero();
        assertThat(call("dicom", "inspect", source, there, "--pixels", "--json"))
                .isZero();
        JsonNode files = new ObjectMapper().readTree(out.toString()).get("files");
        assertThat(files.at("/1/transferSyntax").asText()).isEqualTo("1.2.840.10008.1.2.4.80");
        assertThat(files.at("/1/frames/0/storedSha256")).isEqualTo(files.at("/0/frames/0/storedSha256"));
    }

    @Test
    void a_syntax_that_is_not_written_is_bad_input_and_the_others_are_named() {
        String source = SharedData.data("dicom/pydicom/test_files/CT_small.dcm").toString();
        String there = folder.resolve("there.dcm").toString();
        assertThat(call("dicom", "transcode", source, there, "--to", "jpeg-xl")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(err.toString()).contains("jpeg-2000-lossless");
        assertThat(Path.of(there)).doesNotExist();
    }

    @Test
    void a_wrong_call_is_answered_with_usage() {
        assertThat(call("dicom")).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(call("dicom", "phantom")).isEqualTo(ExitCode.WRONG_CALL);
    }

    private int call(String... args) {
        CommandLine line = Isocenter.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
