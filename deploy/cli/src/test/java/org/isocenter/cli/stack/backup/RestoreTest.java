package org.isocenter.cli.stack.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    private static final int GZIP_HEADER = 10;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_small_backup() throws IOException {
        file = folder.resolve("backup");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                BackupWriter writer = new BackupWriter(channel)) {
            writer.folder("keys");
            writer.file("keys/master.key", "secret".getBytes(UTF_8));
            writer.file("store/empty", new byte[0]);
            writer.finish("2026-11-25T00:00:00Z");
        }
    }

    @Test
    void what_was_saved_comes_back() throws IOException {
        Manifest manifest = Restore.unpack(file, folder.resolve("into"));
        assertThat(manifest.sha256()).containsOnlyKeys("keys/master.key", "store/empty");
        assertThat(folder.resolve("into/keys/master.key")).hasContent("secret");
    }

    @Test
    void a_backup_with_one_bit_changed_anywhere_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int bit = GZIP_HEADER * 8; bit < whole.length * 8; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(changed, "bit " + bit);
        }
    }

    @Test
    void a_backup_cut_short_anywhere_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), "cut to " + length);
        }
    }

    private void refused(byte[] bytes, String what) throws IOException {
        Path bad = Files.write(folder.resolve("bad"), bytes);
        assertThatThrownBy(() -> Restore.unpack(bad, folder.resolve("into")))
                .as(what)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_FOLDER_BROKEN));
    }
}
