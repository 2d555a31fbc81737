package org.isocenter.training.loop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.isocenter.training.encoder.Precision;

/** On what a run computes: where all of it is the same, a continued run equals an uninterrupted one bit for bit. */
final class Hardware {
    /** Processor, threads, version of libtorch, and what is not usual: another device, another precision; in one line. */
    static String of(Device device, Precision precision) {
        return "%s, %d threads, libtorch %s%s%s"
                .formatted(
                        processor(),
                        JniUtils.getNumThreads(),
                        Engine.getEngine("PyTorch").getVersion(),
                        device.isGpu() ? ", " + device : "",
                        precision == Precision.FLOAT32 ? "" : ", " + precision);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch"); // no such file outside Linux
        }
    }

    private Hardware() {}
}
