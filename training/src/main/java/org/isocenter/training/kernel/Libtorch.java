package org.isocenter.training.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The libtorch that {@code PYTORCH_LIBRARY_PATH} names in place of the one for processors that comes along. The bridge to it is compiled against one
 * version, and one CUDA; another would end the process without a word.
 */
public final class Libtorch {
    /** What a folder of libraries may be: built for processors, or for CUDA 12.8. */
    private static final Pattern FITTING = Pattern.compile("2\\.7\\.1(\\+(cpu|cu128))?");

    private static final Pattern PYTHON = Pattern.compile("__version__ = '([^']+)'");

    /**
     * Refuses a library that does not fit, before anything of the engine is loaded.
     *
     * @param folder the value of {@code PYTORCH_LIBRARY_PATH}; empty where it is not set
     * @throws PlatformException {@code ENGINE_UNAVAILABLE} in one sentence
     */
    public static void requireFit(Optional<String> folder) {
        folder.filter(path -> !path.isBlank()).ifPresent(path -> {
            String version = version(Path.of(path));
            if (!FITTING.matcher(version).matches()) {
                throw new PlatformException(
                        ErrorCode.ENGINE_UNAVAILABLE,
                        "PYTORCH_LIBRARY_PATH must name the lib folder of libtorch 2.7.1+cu128, or of 2.7.1+cpu; %s has %s"
                                .formatted(path, version));
            }
        });
    }

    /** As libtorch's archive says it beside its lib folder, or the Python package beside its own. */
    private static String version(Path folder) {
        return Stream.of("build-version", "../build-version", "../version.py")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Libtorch::stated)
                .orElse("no libtorch that states its version");
    }

    private static String stated(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            Matcher python = PYTHON.matcher(text);
            return python.find() ? python.group(1) : text;
        } catch (IOException e) {
            return "a version file that cannot be read";
        }
    }

    private Libtorch() {}
}
