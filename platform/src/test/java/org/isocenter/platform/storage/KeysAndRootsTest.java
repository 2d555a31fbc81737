package org.isocenter.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.isocenter.platform.audit.MerkleTree;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.audit.SignedRoot;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.IdentityKeys.IdentityKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysAndRootsTest {
    @TempDir
    Path folder;

    @Test
    void keys_are_made_once_and_stay() {
        KeyFolder first = new KeyFolder(folder.resolve("keys"));
        byte[] master = first.master();
        KeyFolder again = new KeyFolder(folder.resolve("keys"));

        assertThat(master).hasSize(32).isEqualTo(again.master());
        assertThat(first.audit().getPublic()).isEqualTo(again.audit().getPublic());
    }

    @Test
    void a_key_that_others_may_read_is_refused() throws IOException {
        KeyFolder keys = new KeyFolder(folder.resolve("keys"));
        keys.master();
        Files.setPosixFilePermissions(folder.resolve("keys/master.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(keys::master).isInstanceOf(PlatformException.class).hasMessageContaining("read by others");
    }

    @Test
    void a_new_identity_key_seals_and_the_former_ones_still_open() {
        IdentityKeyRing ring = new IdentityKeyRing(folder.resolve("keys"), Optional.empty());
        IdentityKey first = ring.current();
        IdentityKey second = ring.renew(id -> false);
        IdentityKeyRing again = new IdentityKeyRing(folder.resolve("keys"), Optional.empty());

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(again.current().bytes()).isEqualTo(second.bytes());
        assertThat(ring.current().bytes()).isEqualTo(second.bytes());
        assertThat(again.key(first.id()).bytes()).isEqualTo(first.bytes());
        again.renew(id -> false);
        assertThatThrownBy(() -> ring.key(first.id())).isInstanceOf(PlatformException.class);
    }

    @Test
    void a_former_key_that_still_seals_something_is_kept() {
        IdentityKeyRing ring = new IdentityKeyRing(folder.resolve("keys"), Optional.empty());
        IdentityKey first = ring.current();
        ring.renew(id -> true);
        ring.renew(first.id()::equals);

        assertThat(ring.key(first.id()).bytes()).isEqualTo(first.bytes());
    }

    @Test
    void identity_keys_may_be_given_and_the_first_of_them_seals() {
        IdentityKeyRing ring =
                new IdentityKeyRing(folder.resolve("none"), Optional.of(List.of("ab".repeat(32), "cd".repeat(32))));

        assertThat(ring.current().bytes()).startsWith((byte) 0xab);
        assertThat(ring.renew(id -> false)).isEqualTo(ring.current());
        assertThat(folder.resolve("none")).doesNotExist();
        assertThatThrownBy(() -> new IdentityKeyRing(folder, Optional.of(List.of("ab"))))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void what_is_covered_is_known_after_an_append_by_another_process_too() {
        RootFile mine = new RootFile(folder.resolve("audit"));
        RootFile other = new RootFile(folder.resolve("audit"));
        assertThat(mine.covered()).isZero();
        other.append(new SignedRoot(7, "ab", Instant.EPOCH, List.of(), "cd"));
        assertThat(mine.covered()).isEqualTo(7);
        mine.append(new SignedRoot(9, "ab", Instant.EPOCH, List.of(), "cd"));
        assertThat(mine.covered()).isEqualTo(9);
        assertThat(other.covered()).isEqualTo(9);
    }

    @Test
    void roots_are_appended_and_a_torn_line_costs_only_itself() throws IOException {
        RootFile roots = new RootFile(folder.resolve("audit"));
        SignedRoot root = RootSigner.sign(
                new MerkleTree(), List.of(), Instant.EPOCH, RootSigner.newKeys().getPrivate());
        roots.append(root);
        Files.writeString(folder.resolve("audit/roots.jsonl"), "{\"size\": 7, ", StandardOpenOption.APPEND);
        roots.append(root);

        assertThat(roots.all()).containsExactly(root, root);
    }
}
