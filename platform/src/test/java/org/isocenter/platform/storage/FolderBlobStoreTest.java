package org.isocenter.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private FolderBlobStore store;

    @BeforeEach
    void open() {
        store = new FolderBlobStore(folder.resolve("store"), true);
    }

    @Test
    void a_blob_is_named_by_its_sha256_and_read_back() throws IOException {
        BlobKey key = store.put("abc".getBytes(UTF_8));

        assertThat(key).isEqualTo(new BlobKey(ABC));
        assertThat(store.size(key)).isEqualTo(3);
        try (InputStream in = store.open(key)) {
            assertThat(in.readAllBytes()).isEqualTo("abc".getBytes(UTF_8));
        }
    }

    @Test
    void the_same_bytes_are_kept_once_and_nothing_is_left_aside() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "abc");
        store.put("abc".getBytes(UTF_8));
        store.put(file);

        assertThat(files()).containsExactly(place());
    }

    @Test
    void files_and_folders_belong_to_their_owner_alone() throws IOException {
        store.put("abc".getBytes(UTF_8));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void altered_bytes_are_noticed_when_they_are_read_to_the_end() throws IOException {
        BlobKey key = store.put("abc".getBytes(UTF_8));
        Files.writeString(place(), "abd");

        try (InputStream in = store.open(key)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("restore");
        }
    }

    @Test
    void a_missing_blob_is_not_found_and_its_deletion_does_nothing() {
        BlobKey key = store.put("abc".getBytes(UTF_8));
        store.delete(key);
        store.delete(key);

        assertThat(store.contains(key)).isFalse();
        assertThatThrownBy(() -> store.open(key))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    private Path place() {
        return folder.resolve("store").resolve("ba").resolve(ABC);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
