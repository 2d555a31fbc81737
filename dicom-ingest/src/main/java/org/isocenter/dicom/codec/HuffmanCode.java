package org.isocenter.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A Huffman code for writing: short words for frequent symbols, at most sixteen bits, none of them all ones (T.81 K.2). */
final class HuffmanCode {
    private static final int LONGEST = 16;

    private final int[] lengths;
    private final int[] words;

    private HuffmanCode(int[] lengths) {
        this.lengths = lengths;
        words = new int[lengths.length];
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    words[symbol] = next++;
                }
            }
            next <<= 1;
        }
    }

    /** The code for symbols of these counts; one of count 0 has no word. */
    static HuffmanCode of(int[] counts) {
        long[] weights = Arrays.stream(counts).asLongStream().toArray();
        int[] lengths = lengths(weights);
        while (Arrays.stream(lengths).max().orElse(0) > LONGEST) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weights[i] == 0 ? 0 : weights[i] / 2 + 1;
            }
            lengths = lengths(weights);
        }
        return new HuffmanCode(lengths);
    }

    int word(int symbol) {
        return words[symbol];
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** Counts of words by length, then their symbols, as a DHT segment holds them. */
    byte[] table() {
        byte[] counts = new byte[LONGEST];
        ByteArrayOutputStream symbols = new ByteArrayOutputStream();
        for (int length = 1; length <= LONGEST; length++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    counts[length - 1]++;
                    symbols.write(symbol);
                }
            }
        }
        byte[] table = Arrays.copyOf(counts, LONGEST + symbols.size());
        System.arraycopy(symbols.toByteArray(), 0, table, LONGEST, symbols.size());
        return table;
    }

    /**
     * Joins the two lightest trees until one is left. One symbol more, the lightest of all, takes the word of all ones: among
     * words of equal length the last goes to the last symbol.
     */
    private static int[] lengths(long[] weights) {
        int symbols = weights.length;
        long[] trees = Arrays.copyOf(weights, symbols + 1);
        int[] tree = new int[symbols + 1];
        int[] lengths = new int[symbols + 1];
        for (int i = 0; i <= symbols; i++) {
            trees[i] *= 2; // so that the extra one is lighter than any
            tree[i] = i;
        }
        trees[symbols] = 1;
        for (int first = lightest(trees, -1), second = lightest(trees, first);
                second >= 0;
                first = lightest(trees, -1), second = lightest(trees, first)) {
            trees[first] += trees[second];
            trees[second] = 0;
            for (int i = 0; i <= symbols; i++) {
                if (tree[i] == first || tree[i] == second) {
                    tree[i] = first;
                    lengths[i]++;
                }
            }
        }
        return Arrays.copyOf(lengths, symbols);
    }

    private static int lightest(long[] trees, int but) {
        int found = -1;
        for (int i = 0; i < trees.length; i++) {
            if (i != but && trees[i] > 0 && (found < 0 || trees[i] <= trees[found])) {
                found = i;
            }
        }
        return found;
    }
}
