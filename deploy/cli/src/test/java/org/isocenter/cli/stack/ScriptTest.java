package org.isocenter.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    @TempDir
    Path folder;

    @Test
    void an_old_java_is_refused_with_one_sentence() throws Exception {
        Path java = folder.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = 1.8' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        assertThat(call(Map.of("JAVA_HOME", folder.toString())))
                .isEqualTo("ISO-601  Java 8 is not supported; install a JDK 17 or 25 and set JAVA_HOME.\n");
    }

    @Test
    void no_java_is_told_too() throws Exception {
        assertThat(call(Map.of("JAVA_HOME", folder.resolve("nowhere").toString())))
                .startsWith("ISO-601  No Java");
    }

    private static String call(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        SharedData.root().resolve("deploy/isocenter").toString(), "status")
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(ExitCode.NOT_DONE);
        return said;
    }
}
