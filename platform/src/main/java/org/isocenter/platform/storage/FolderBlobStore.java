package org.isocenter.platform.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.blob.DurableFiles;
import org.isocenter.platform.blob.StoredBlob;
import org.isocenter.platform.blob.StoredBlobs;
import org.isocenter.platform.config.PlatformConfig;
import org.isocenter.platform.digest.Sha256;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Blobs in a folder, {@code ab/abcd…}: a second level would force two new folders to disk for most blobs. A blob is there once it is whole and forced; a full disk refuses with
 * {@code STORAGE_FULL} and leaves nothing half-written under a blob's name.
 */
@ApplicationScoped
public class FolderBlobStore implements BlobStore, StoredBlobs {
    private static final String ASIDE = "incoming";
    private static final Pattern FAN = Pattern.compile("[0-9a-f]{2}");

    private final Path root;
    private final boolean verifyOnRead;

    @Inject
    public FolderBlobStore(PlatformConfig config) {
        this(config.storeFolder(), config.verifyOnRead());
    }

    /**
     * Uses a folder, making it where needed.
     *
     * @param root the folder
     * @param verifyOnRead whether reading a blob to its end checks its SHA-256
     */
    public FolderBlobStore(Path root, boolean verifyOnRead) {
        this.root = root;
        this.verifyOnRead = verifyOnRead;
    }

    @Override
    public BlobKey put(Content content) {
        try {
            return store(content);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private BlobKey store(Content content) throws IOException {
        DurableFiles.privateFolder(root.resolve(ASIDE));
        Path aside = root.resolve(ASIDE).resolve(UUID.randomUUID().toString());
        try {
            BlobKey key = write(content, aside);
            Path file = place(key);
            DurableFiles.privateFolder(file.getParent());
            DurableFiles.publish(aside, file); // the same bytes again replace themselves
            return key;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static BlobKey write(Content content, Path aside) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (FileChannel channel = DurableFiles.aside(aside);
                OutputStream out = Channels.newOutputStream(channel)) {
            content.writeTo(new DigestOutputStream(out, digest));
            channel.force(true);
        }
        return new BlobKey(Sha256.hex(digest.digest()));
    }

    @Override
    public InputStream open(BlobKey key) {
        try {
            InputStream in = Files.newInputStream(place(key));
            return verifyOnRead ? new VerifyingStream(in, key) : in;
        } catch (NoSuchFileException e) {
            throw missing(e);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public byte[] part(BlobKey key, long from, int count) {
        ByteBuffer part = ByteBuffer.allocate(count);
        try (FileChannel channel = FileChannel.open(place(key), StandardOpenOption.READ)) {
            while (part.hasRemaining() && channel.read(part, from + part.position()) >= 0) {
                // reads on
            }
        } catch (NoSuchFileException e) {
            throw missing(e);
        } catch (IOException e) {
            throw unusable(e);
        }
        if (part.hasRemaining()) {
            throw new IndexOutOfBoundsException("bytes %d to %d are not all there".formatted(from, from + count));
        }
        return part.array();
    }

    @Override
    public long size(BlobKey key) {
        try {
            return Files.size(place(key));
        } catch (NoSuchFileException e) {
            throw missing(e);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public boolean contains(BlobKey key) {
        return Files.exists(place(key));
    }

    @Override
    public void delete(BlobKey key) {
        try {
            if (Files.deleteIfExists(place(key))) {
                DurableFiles.force(place(key).getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Stream<StoredBlob> all() {
        return folders(root).flatMap(FolderBlobStore::entries).flatMap(FolderBlobStore::blob);
    }

    private static Stream<Path> folders(Path folder) {
        return entries(folder)
                .filter(entry -> FAN.matcher(entry.getFileName().toString()).matches());
    }

    /** What lies in a folder; nothing where it is none or has just gone. */
    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static Stream<StoredBlob> blob(Path file) {
        try {
            return Stream.of(new StoredBlob(
                    new BlobKey(file.getFileName().toString()),
                    Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            return Stream.empty(); // deleted meanwhile
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public List<String> sweep(Instant before) {
        return entries(root.resolve(ASIDE))
                .filter(file -> file.toFile().lastModified() < before.toEpochMilli())
                .filter(file -> file.toFile().delete())
                .map(file -> ASIDE + "/" + file.getFileName())
                .toList();
    }

    private Path place(BlobKey key) {
        String name = key.sha256();
        return root.resolve(name.substring(0, 2)).resolve(name);
    }

    private static PlatformException missing(IOException cause) {
        return new PlatformException(
                ErrorCode.NOT_FOUND, "the store has no blob of this key; restore it from the backup", cause);
    }

    private static PlatformException unusable(IOException cause) {
        return new PlatformException(
                ErrorCode.STORAGE_FULL, "the store could not be read or written; free space and try again", cause);
    }
}
