package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    Path parent;

    @Test
    void a_new_folder_is_its_owners_alone() throws IOException {
        StateFolder folder = folder();
        folder.prepare();
        Secrets secrets = Secrets.findOrMake(folder);
        assertThat(mode(folder.root())).isEqualTo("rwx------");
        assertThat(mode(folder.secrets())).isEqualTo("rw-------");
        assertThat(Secrets.findOrMake(folder)).isEqualTo(secrets);
        assertThat(secrets.users()).hasSize(LocalUser.ALL.size()).doesNotContainValue("");
    }

    @Test
    void a_file_in_its_place_is_refused() throws IOException {
        Files.writeString(parent.resolve("home"), "");
        refuses(() -> folder().prepare(), "must be a folder");
    }

    @Test
    void a_database_without_its_passwords_is_refused() throws IOException {
        Files.createDirectories(folder().database());
        refuses(() -> folder().prepare(), "no secrets.json");
    }

    @Test
    void a_store_without_its_keys_is_refused_before_new_keys_are_made() throws IOException {
        Files.createDirectories(folder().store());
        refuses(() -> folder().prepare(), "no keys/master.key");
    }

    @Test
    void passwords_or_a_record_that_cannot_be_read_are_refused() throws IOException {
        folder().prepare();
        Files.writeString(folder().secrets(), "{");
        Files.writeString(folder().run().resolve("stack.json"), "no json");
        refuses(() -> Secrets.findOrMake(folder()), "secrets.json cannot be read");
        refuses(() -> StackRecord.read(folder()), "stack.json cannot be read");
    }

    @Test
    void a_second_launcher_waits_its_turn() {
        folder().prepare();
        try (StateFolder.Held held = folder().hold()) {
            assertThat(held.channel().isOpen()).isTrue();
            assertThatThrownBy(() -> folder().hold()).hasMessageContaining("Another launcher");
        }
        folder().hold().close();
    }

    @Test
    void too_little_room_is_refused_before_anything_starts() throws IOException {
        folder().prepare();
        FreeSpace full = any -> 5L << 20;
        assertThatThrownBy(() -> full.require(folder()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                .hasMessageContaining("there are 5");
        FreeSpace roomy = any -> 2L << 30;
        roomy.require(folder());
    }

    @Test
    void a_full_disk_is_told_apart_from_a_broken_folder() {
        PlatformException full = Failures.folder("x", new IOException("No space left on device"));
        assertThat(full.code()).isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(Failures.folder("x", new IOException("Is a directory")).code())
                .isEqualTo(ErrorCode.STATE_FOLDER_BROKEN);
    }

    @Test
    void a_database_without_room_is_told_apart_from_one_that_refuses() {
        Path log = parent.resolve("database.log");
        assertThat(Failures.database(new SQLException("no", "53100"), log).code())
                .isEqualTo(ErrorCode.STORAGE_FULL);
        PlatformException refused = Failures.database(new SQLException("no", "28P01"), log);
        assertThat(refused.code()).isEqualTo(ErrorCode.START_FAILED);
        assertThat(refused).hasMessageContaining("28P01").hasMessageContaining("database.log");
    }

    @Test
    void the_last_logs_are_kept_beside_the_new_one() throws IOException {
        folder().prepare();
        for (int i = 0; i < 6; i++) {
            Files.writeString(folder().freshLog(Part.SERVER), "start " + i);
        }
        assertThat(folder().log(Part.SERVER)).hasContent("start 5");
        assertThat(folder().log(Part.SERVER).resolveSibling("server.log.3")).hasContent("start 2");
        assertThat(folder().log(Part.SERVER).resolveSibling("server.log.4")).doesNotExist();
    }

    private static void refuses(ThrowingCallable call, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_FOLDER_BROKEN))
                .hasMessageContaining(why);
    }

    private StateFolder folder() {
        return new StateFolder(parent.resolve("home"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
