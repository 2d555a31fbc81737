package org.isocenter.dicom.verdict;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A file with one to four changes of the kinds that broken disks, networks, writers and attackers make. */
final class Mutant {
    private static final int HEADER = 4000;
    private static final int[] EXTREMES = {0, 1, -1, -2, 0x7fffffff, 0x80000000, 0x10000, 0xfffffff0, 0x3fffffff};

    private final SplittableRandom random;
    private byte[] bytes;

    private Mutant(byte[] source, SplittableRandom random) {
        this.bytes = source.clone();
        this.random = random;
    }

    static byte[] of(byte[] source, byte[] other, SplittableRandom random) {
        Mutant mutant = new Mutant(source, random);
        int changes = random.nextInt(1, 5);
        for (int i = 0; i < changes && mutant.bytes.length > 0; i++) {
            mutant.change(other);
        }
        return mutant.bytes;
    }

    private void change(byte[] other) {
        switch (random.nextInt(9)) {
            case 0 -> bytes[place()] = (byte) random.nextInt(256);
            case 1 -> bytes[place()] ^= (byte) (1 << random.nextInt(8));
            case 2 -> extreme(4);
            case 3 -> extreme(2);
            case 4 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 5 -> fill();
            case 6 -> splice(place(), 0, slice(bytes));
            case 7 -> splice(place(), random.nextInt(64), new byte[0]);
            default -> splice(place(), random.nextInt(64), slice(other));
        }
    }

    /** Mostly in the header, where a byte decides about all that follows. */
    private int place() {
        int end = random.nextInt(4) == 0 ? bytes.length : Math.min(bytes.length, HEADER);
        return random.nextInt(end);
    }

    private void extreme(int width) {
        int value = EXTREMES[random.nextInt(EXTREMES.length)];
        int start = place();
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
