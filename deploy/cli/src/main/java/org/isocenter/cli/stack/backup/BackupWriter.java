package org.isocenter.cli.stack.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.isocenter.platform.digest.Sha256;

/** A gzipped tar that lists the SHA-256 of all its files in its last entry. */
final class BackupWriter implements Closeable {
    private static final int FILE_MODE = 0600;
    private static final int FOLDER_MODE = 0700;
    private static final byte[] ZEROS = new byte[8192];

    private final FileChannel channel;
    private final TarArchiveOutputStream tar;
    private final TreeMap<String, String> hashes = new TreeMap<>();

    BackupWriter(FileChannel channel) throws IOException {
        this.channel = channel;
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(1);
        OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(file, parameters), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** Adds an empty folder. */
    void folder(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/", TarConstants.LF_DIR);
        entry.setMode(FOLDER_MODE);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    /**
     * Adds a file as long as it is when this is called: what is appended meanwhile is left out, what is cut off is zero.
     * Returns false where it is no longer there.
     */
    boolean file(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            entry(name, in, Files.size(file));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Adds a file from memory. */
    void file(String name, byte[] bytes) throws IOException {
        entry(name, new ByteArrayInputStream(bytes), bytes.length);
    }

    private void entry(String name, InputStream in, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(FILE_MODE);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        MessageDigest digest = Sha256.digest();
        DigestOutputStream out = new DigestOutputStream(tar, digest);
        long left = size;
        byte[] buffer = new byte[1 << 16];
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            byte[] from = read < 0 ? ZEROS : buffer;
            int count = read < 0 ? (int) Math.min(ZEROS.length, left) : read;
            out.write(from, 0, count);
            left -= count;
        }
        tar.closeArchiveEntry();
        hashes.put(name, Sha256.hex(digest.digest()));
    }

    /** Adds the manifest, and forces everything to disk. */
    Manifest finish(String madeAt) throws IOException {
        Manifest manifest = new Manifest(Manifest.FORMAT, madeAt, hashes);
        file(Manifest.NAME, new ObjectMapper().writeValueAsBytes(manifest));
        tar.finish();
        tar.flush();
        tar.close();
        return manifest;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
