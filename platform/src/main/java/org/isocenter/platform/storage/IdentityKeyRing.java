package org.isocenter.platform.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.IdentityKeys;
import org.isocenter.platform.security.Sealing;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the identity map as lines of 64 hexadecimal digits, newest first: in {@code identity.keys} of the key folder
 * (mode 600, made on first use), or as the setting gives them, which an environment variable may hold.
 */
@ApplicationScoped
public class IdentityKeyRing implements IdentityKeys {
    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{64}");

    private final KeyFolder folder;
    private final Path file;
    private final Optional<List<IdentityKey>> given;
    private volatile @Nullable Known known;

    /** What was read, and of which file: each renewal makes another, perhaps within one tick of the file system's clock. */
    private record Known(Object version, List<IdentityKey> keys) {}

    @Inject
    public IdentityKeyRing(PlatformConfig config) {
        this(config.keyFolder(), config.identityKeys());
    }

    /**
     * Uses a folder, or keys that are given.
     *
     * @param folder the key folder
     * @param given keys of 64 hexadecimal digits, the newest first
     */
    public IdentityKeyRing(Path folder, Optional<List<String>> given) {
        this.folder = new KeyFolder(folder);
        this.file = folder.resolve("identity.keys");
        this.given = given.map(keys -> parsed(keys.stream()));
    }

    @Override
    public IdentityKey current() {
        return keys().get(0);
    }

    @Override
    public IdentityKey key(String id) {
        return keys().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> broken("no identity key has the name " + id));
    }

    @Override
    public IdentityKey renew(Predicate<String> used) {
        if (given.isPresent()) {
            return current();
        }
        return folder.locked(() -> {
            List<IdentityKey> former = opened();
            List<IdentityKey> kept = new ArrayList<>(List.of(IdentityKey.of(Sealing.newKey()), former.get(0)));
            former.stream().skip(1).filter(key -> used.test(key.id())).forEach(kept::add);
            write(kept);
            return kept.get(0);
        });
    }

    private List<IdentityKey> keys() {
        return given.orElseGet(this::read);
    }

    private List<IdentityKey> read() {
        Known before = known;
        if (before != null && before.version().equals(version())) {
            return before.keys();
        }
        return folder.locked(this::opened);
    }

    /** The keys of the file, which is made where it is not there; only while the folder is locked. */
    private List<IdentityKey> opened() throws IOException {
        if (Files.notExists(file)) {
            write(List.of(IdentityKey.of(Sealing.newKey())));
        }
        Object version = version();
        String text = new String(KeyFolder.readPrivate(file), StandardCharsets.US_ASCII);
        List<IdentityKey> keys = parsed(text.lines().filter(line -> !line.isBlank()));
        known = new Known(version, keys);
        return keys;
    }

    private void write(List<IdentityKey> keys) throws IOException {
        String text = keys.stream()
                .map(key -> HexFormat.of().formatHex(key.bytes()) + "\n")
                .collect(Collectors.joining());
        DurableFiles.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private Object version() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return new Object(); // equal to none: read again, and say then what is wrong
        }
    }

    private static List<IdentityKey> parsed(Stream<String> lines) {
        List<IdentityKey> keys = lines.map(String::strip)
                .map(line -> {
                    if (!KEY.matcher(line).matches()) {
                        throw broken("an identity key is not 64 hexadecimal digits");
                    }
                    return IdentityKey.of(HexFormat.of().parseHex(line));
                })
                .toList();
        if (keys.isEmpty()) {
            throw broken("there is no identity key");
        }
        return keys;
    }

    private static PlatformException broken(String what) {
        return new PlatformException(
                ErrorCode.STATE_FOLDER_BROKEN,
                "the map of identities cannot be opened: " + what
                        + "; restore identity.keys from the backup, or give the former keys too");
    }
}
