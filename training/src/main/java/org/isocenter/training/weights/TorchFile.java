package org.isocenter.training.weights;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.weights.StateDict.Storage;
import org.isocenter.training.weights.StateDict.View;

/**
 * A file of {@code torch.save} with a state dict, in the ZIP form of PyTorch 1.6 and later or in the one before. Its pickle is read, never executed:
 * anything in it besides tensors, plain containers, words and numbers is refused by name.
 */
public final class TorchFile implements AutoCloseable {
    private static final int LONGEST_PICKLE = 16 << 20;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    /** Protocol 2 and the ten bytes of a number that begins every older file. */
    private static final byte[] LEGACY = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19
    };

    /** The bytes of a storage. */
    @FunctionalInterface
    private interface Storages {
        byte[] read(Storage storage) throws IOException;
    }

    private final List<SafetensorsHeader.Entry> entries;
    private final List<View> views;
    private final Storages storages;
    private final AutoCloseable file;

    private TorchFile(StateDict state, long size, Storages storages, AutoCloseable file) {
        this.entries = new ArrayList<>();
        this.views = List.copyOf(state.views().values());
        this.storages = storages;
        this.file = file;
        long at = 0;
        for (Map.Entry<String, View> entry : state.views().entrySet()) {
            long end = Math.addExact(at, entry.getValue().bytes());
            entries.add(new SafetensorsHeader.Entry(
                    entry.getKey(),
                    entry.getValue().storage().type(),
                    entry.getValue().shape(),
                    at,
                    end));
            at = end;
        }
        if (at > 4 * size) {
            throw unreadable("its tensors ask for more values than it holds");
        }
    }

    /** Whether a file begins as one of {@code torch.save} does. */
    public static boolean is(Path file) throws IOException {
        return begins(file, ZIP) || begins(file, LEGACY);
    }

    /**
     * Opens a file.
     *
     * @throws PlatformException {@code WEIGHTS_UNSAFE} naming what its pickle would load besides tensors; {@code WEIGHTS_UNREADABLE} where it is cut off,
     *     malformed, or holds no state dict
     */
    public static TorchFile open(Path file) throws IOException {
        return begins(file, ZIP) ? zipped(file) : legacy(file);
    }

    private static boolean begins(Path file, byte[] begin) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(begin.length), begin);
        }
    }

    private static TorchFile zipped(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new PlatformException(
                    ErrorCode.WEIGHTS_UNREADABLE, "the weights file is a ZIP that is cut off; copy it again", e);
        }
        try {
            ZipEntry pickle = zip.stream()
                    .filter(entry -> entry.getName().endsWith("/data.pkl"))
                    .findFirst()
                    .orElseThrow(() -> unreadable("it is a ZIP without a data.pkl"));
            String folder = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
            requireLittleEndian(zip, folder);
            StateDict state = StateDict.of(Pickle.read(unpacked(zip, pickle), StateDict.MEANING));
            return new TorchFile(state, Files.size(file), storage -> stored(zip, folder, storage), zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The pickle, which a packed file could let swell without end. */
    private static InputStream unpacked(ZipFile zip, ZipEntry pickle) throws IOException {
        try (InputStream in = zip.getInputStream(pickle)) {
            byte[] bytes = in.readNBytes(LONGEST_PICKLE + 1);
            if (bytes.length > LONGEST_PICKLE) {
                throw unreadable("its pickle is longer than %d bytes".formatted(LONGEST_PICKLE));
            }
            return new ByteArrayInputStream(bytes);
        }
    }

    private static void requireLittleEndian(ZipFile zip, String folder) throws IOException {
        ZipEntry order = zip.getEntry(folder + "byteorder");
        if (order != null) {
            try (InputStream in = zip.getInputStream(order)) {
                if (!new String(in.readNBytes(16), StandardCharsets.US_ASCII)
                        .strip()
                        .equals("little")) {
                    throw unreadable("its values are not little-endian");
                }
            }
        }
    }

    /** PyTorch never compresses values; a file that does is not its own, and could swell without end. */
    private static byte[] stored(ZipFile zip, String folder, Storage storage) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "data/" + storage.key());
        if (entry == null || entry.getMethod() != ZipEntry.STORED) {
            throw unreadable("its storage %s is missing or compressed".formatted(storage.key()));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes((int) storage.bytes());
        }
    }

    /** A number, a version, facts of the machine, the state dict, the keys of the storages; then each storage, its count first. */
    private static TorchFile legacy(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            InputStream in = Channels.newInputStream(channel);
            Pickle.read(in, StateDict.MEANING);
            Pickle.read(in, StateDict.MEANING);
            Object machine = Pickle.read(in, StateDict.MEANING);
            if (!(machine instanceof Map<?, ?> facts) || !Boolean.TRUE.equals(facts.get("little_endian"))) {
                throw unreadable("its values are not little-endian");
            }
            StateDict state = StateDict.of(Pickle.read(in, StateDict.MEANING));
            Map<String, Long> places = places(channel, Pickle.read(in, StateDict.MEANING), state);
            return new TorchFile(
                    state, channel.size(), storage -> at(channel, places.get(storage.key()), storage), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Map<String, Long> places(FileChannel channel, Object keys, StateDict state) throws IOException {
        Map<String, Storage> byKey = state.storages();
        Map<String, Long> places = new HashMap<>();
        long at = channel.position();
        if (!(keys instanceof List<?> list)) {
            throw unreadable("it does not list its storages");
        }
        for (Object key : list) {
            Storage storage = byKey.get(String.valueOf(key));
            ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            if (storage == null || channel.read(count, at) < Long.BYTES || count.getLong(0) != storage.count()) {
                throw unreadable("its storage %s is not where it says".formatted(key));
            }
            places.put(storage.key(), at + Long.BYTES);
            at += Long.BYTES + storage.bytes();
        }
        return places;
    }

    private static byte[] at(FileChannel channel, Long place, Storage storage) throws IOException {
        if (place == null) {
            throw unreadable("its storage %s is missing".formatted(storage.key()));
        }
        channel.position(place);
        return Channels.newInputStream(channel).readNBytes((int) storage.bytes());
    }

    /**
     * Writes the same tensors as safetensors, their types and values unchanged, in the order of the state dict.
     *
     * @param names what each tensor is to be called and what shape it is to have, as many values as before
     */
    public void writeSafetensors(UnaryOperator<SafetensorsHeader.Entry> names, OutputStream out) throws IOException {
        BufferedOutputStream data = new BufferedOutputStream(out, 1 << 16);
        new SafetensorsHeader(entries.stream().map(names).toList(), Map.of()).write(data);
        for (View view : views) {
            data.write(values(view));
        }
        data.flush();
    }

    private byte[] values(View view) throws IOException {
        byte[] bytes = view.bytes() == 0 ? new byte[0] : storages.read(view.storage());
        if (view.bytes() > 0 && bytes.length != view.storage().bytes()) {
            throw new PlatformException(
                    ErrorCode.WEIGHTS_UNREADABLE,
                    "the weights file ends within its values; copy it again",
                    new EOFException());
        }
        return view.of(bytes);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    static PlatformException unreadable(String why) {
        return new PlatformException(
                ErrorCode.WEIGHTS_UNREADABLE,
                "the weights file is not a state dict of torch.save: %s; save it again with torch.save(model.state_dict(), …)"
                        .formatted(why));
    }
}
