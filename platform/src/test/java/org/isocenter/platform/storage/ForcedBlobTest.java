package org.isocenter.platform.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isocenter.platform.testing.disk.WatchedDisk.Kind.FOLDER_MADE;
import static org.isocenter.platform.testing.disk.WatchedDisk.Kind.FORCED;
import static org.isocenter.platform.testing.disk.WatchedDisk.Kind.MOVED;
import static org.isocenter.platform.testing.disk.WatchedDisk.Kind.OPENED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.testing.disk.WatchedDisk;
import org.isocenter.platform.testing.disk.WatchedDisk.Deed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link FolderBlobStore} has put to disk when it says that a blob is stored. */
class ForcedBlobTest {
    @TempDir
    Path folder;

    private WatchedDisk disk;
    private FolderBlobStore store;

    @BeforeEach
    void watch() {
        disk = new WatchedDisk(folder);
        store = new FolderBlobStore(disk.folder().resolve("store"), true);
    }

    @Test
    void a_blob_and_then_its_folder_are_forced_before_it_counts_as_stored() {
        Path place = place(store.put("abc".getBytes(UTF_8)));

        Deed moved = moved(place);
        assertThat(disk.deeds().stream()
                        .filter(deed -> deed.kind() != FOLDER_MADE)
                        .dropWhile(deed -> deed.kind() != OPENED)
                        .filter(deed -> deed.path().equals(moved.from())
                                || deed.path().equals(place)
                                || deed.path().equals(place.getParent())))
                .containsExactly(
                        new Deed(OPENED, moved.from(), moved.from()),
                        new Deed(FORCED, moved.from(), moved.from()),
                        moved,
                        new Deed(FORCED, place.getParent(), place.getParent()));
    }

    @Test
    void each_folder_that_was_made_for_it_is_forced_into_the_one_above() {
        store.put("abc".getBytes(UTF_8));

        List<Deed> deeds = disk.deeds();
        List<Deed> made =
                deeds.stream().filter(deed -> deed.kind() == FOLDER_MADE).toList();
        assertThat(made).hasSize(3);
        assertThat(made).allSatisfy(deed -> assertThat(deeds.subList(deeds.indexOf(deed), deeds.size()))
                .contains(new Deed(FORCED, deed.path().getParent(), deed.path().getParent())));
    }

    @Test
    void a_file_is_stored_with_the_same_care_as_bytes() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "abc");
        Path place = place(store.put(file));

        assertThat(disk.deeds())
                .containsSubsequence(moved(place), new Deed(FORCED, place.getParent(), place.getParent()));
        assertThat(disk.deeds().stream()
                        .filter(deed -> deed.equals(new Deed(
                                FORCED, moved(place).from(), moved(place).from()))))
                .hasSize(1);
    }

    @Test
    void where_the_disk_forces_nothing_no_blob_is_stored() {
        store.put("first".getBytes(UTF_8));
        disk.failToForce(path -> Files.isRegularFile(path));
        refused("a file that cannot be forced");
        disk.failToForce(path -> Files.isDirectory(path));
        refused("a folder that cannot be forced");
    }

    private void refused(String text) {
        assertThatThrownBy(() -> store.put(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    }

    private Deed moved(Path place) {
        return disk.deeds().stream()
                .filter(deed -> deed.kind() == MOVED && deed.path().equals(place))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Path place(BlobKey key) {
        String name = key.sha256();
        return folder.resolve("store").resolve(name.substring(0, 2)).resolve(name);
    }
}
