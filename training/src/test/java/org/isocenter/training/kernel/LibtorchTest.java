package org.isocenter.training.kernel;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibtorchTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_folder_the_library_that_comes_along_is_taken() {
        assertThatNoException().isThrownBy(() -> Libtorch.requireFit(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.1+cu128", "2.7.1+cpu", "2.7.1"})
    void the_version_of_the_bridge_is_taken(String version) throws IOException {
        Files.writeString(folder.resolve("build-version"), version + "\n");
        Path lib = Files.createDirectory(folder.resolve("lib"));
        assertThatNoException().isThrownBy(() -> Libtorch.requireFit(Optional.of(lib.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.1+cu126", "2.8.0+cu128", "2.7.10"})
    void another_is_refused_in_one_sentence_that_names_both(String version) throws IOException {
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Files.writeString(folder.resolve("version.py"), "__version__ = '%s'\ndebug = False\n".formatted(version));
        assertThatThrownBy(() -> Libtorch.requireFit(Optional.of(lib.toString())))
                .hasMessageContaining("must name the lib folder of libtorch 2.7.1+cu128, or of 2.7.1+cpu; ")
                .hasMessageEndingWith("has " + version);
    }

    @Test
    void a_folder_without_a_version_is_refused() {
        assertThatThrownBy(() -> Libtorch.requireFit(Optional.of(folder.toString())))
                .hasMessageEndingWith("has no libtorch that states its version");
    }
}
