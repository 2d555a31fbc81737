package org.isocenter.dicom.verdict;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.isocenter.dicom.dataset.Vr;

/**
 * A file with one to four changes of the kinds that broken disks, networks, writers and attackers make; in a third of them
 * only where pixels begin, so that the decoders meet them.
 */
final class Mutant {
    private static final int HEADER = 4000;
    private static final int CODE_HEAD = 600;
    private static final int[] EXTREMES = {0, 1, -1, -2, 0x7fffffff, 0x80000000, 0x10000, 0xfffffff0, 0x3fffffff};

    private final SplittableRandom random;
    private byte[] bytes;

    private Mutant(byte[] source, SplittableRandom random) {
        this.bytes = source.clone();
        this.random = random;
    }

    static byte[] of(byte[] source, byte[] other, SplittableRandom random) {
        Mutant mutant = new Mutant(source, random);
        boolean pixelsAlone = random.nextInt(3) == 0;
        int changes = random.nextInt(1, 5);
        for (int i = 0; i < changes && mutant.bytes.length > 0; i++) {
            if (pixelsAlone) {
                mutant.codeStream();
            } else {
                mutant.change(other);
            }
        }
        return mutant.bytes;
    }

    private void change(byte[] other) {
        switch (random.nextInt(11)) {
            case 0 -> bytes[place()] = (byte) random.nextInt(256);
            case 1 -> bytes[place()] ^= (byte) (1 << random.nextInt(8));
            case 2 -> extreme(place(), 4);
            case 3 -> extreme(place(), 2);
            case 4 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 5 -> fill();
            case 6 -> splice(place(), 0, slice(bytes));
            case 7 -> splice(place(), random.nextInt(64), new byte[0]);
            case 8 -> length();
            case 9 -> codeStream();
            default -> splice(place(), random.nextInt(64), slice(other));
        }
    }

    /** Half of them in the header, where a byte decides about all that follows, a quarter where code streams begin. */
    private int place() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(bytes.length);
            case 1 -> inCodeStream();
            default -> random.nextInt(Math.min(bytes.length, HEADER));
        };
    }

    /** Somewhere behind the head of an item, be it of pixel data or of a sequence; anywhere where there is none. */
    private int inCodeStream() {
        int start = next(random.nextInt(bytes.length), Mutant::isItem);
        return start < 0 ? random.nextInt(bytes.length) : Math.min(bytes.length - 1, start + random.nextInt(CODE_HEAD));
    }

    /** Damages the first bytes of a code stream: markers, sizes, tables. */
    private void codeStream() {
        int at = inCodeStream();
        for (int i = 0; i < 4; i++) {
            bytes[Math.min(bytes.length - 1, at + random.nextInt(16))] = (byte) random.nextInt(256);
        }
    }

    /** Gives an element or an item another length: an extreme one, or one that is off by a little. */
    private void length() {
        boolean item = random.nextBoolean();
        int at = next(random.nextInt(bytes.length), item ? Mutant::isItem : Mutant::isExplicit);
        if (at < 0) {
            extreme(place(), 4);
        } else if (random.nextBoolean()) {
            extreme(at + (item ? 4 : 6), item ? 4 : random.nextBoolean() ? 2 : 6);
        } else {
            bytes[at + (item ? 4 : 6)] += (byte) (random.nextInt(9) - 4);
        }
    }

    /** The next place with something, going round at the end; -1 where there is none. */
    private int next(int from, BiPredicate<byte[], Integer> wanted) {
        int last = bytes.length - 8;
        for (int i = 0; i < last; i++) {
            int at = (from + i) % last;
            if (wanted.test(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isItem(byte[] bytes, int at) {
        return bytes[at] == (byte) 0xfe
                && bytes[at + 1] == (byte) 0xff
                && bytes[at + 2] == 0
                && bytes[at + 3] == (byte) 0xe0;
    }

    private static boolean isExplicit(byte[] bytes, int at) {
        return Vr.of(new String(bytes, at + 4, 2, StandardCharsets.ISO_8859_1)).isPresent();
    }

    private void extreme(int start, int width) {
        int value = EXTREMES[random.nextInt(EXTREMES.length)];
        for (int i = 0; i < width && start + i < bytes.length; i++) {
            bytes[start + i] = (byte) (value >>> (8 * i));
        }
    }

    private void fill() {
        int start = place();
        int end = Math.min(bytes.length, start + random.nextInt(2000));
        Arrays.fill(bytes, start, end, (byte) random.nextInt(256));
    }

    private byte[] slice(byte[] from) {
        int start = random.nextInt(from.length);
        return Arrays.copyOfRange(from, start, Math.min(from.length, start + random.nextInt(512)));
    }

    /** Puts bytes in the place of some. */
    private void splice(int start, int removed, byte[] inserted) {
        int after = Math.min(bytes.length, start + removed);
        byte[] changed = new byte[start + inserted.length + bytes.length - after];
        System.arraycopy(bytes, 0, changed, 0, start);
        System.arraycopy(inserted, 0, changed, start, inserted.length);
        System.arraycopy(bytes, after, changed, start + inserted.length, bytes.length - after);
        bytes = changed;
    }
}
