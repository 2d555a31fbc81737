package org.isocenter.dicom.dataset;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Bytes whose words are changed as they are read, such as turned round. */
public final class WordOctets implements Octets {
    private final Octets source;
    private final int word;
    private final UnaryOperator<byte[]> change;

    /**
     * Changes bytes word by word.
     *
     * @param source the bytes
     * @param word bytes in a word
     * @param change gives a new array of whole words, but for what is left over at the end; may not keep state
     */
    public WordOctets(Octets source, int word, UnaryOperator<byte[]> change) {
        this.source = source;
        this.word = word;
        this.change = change;
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public byte[] part(long from, int length) {
        int before = (int) (from % word);
        int after = (int) (Math.min(source.length(), -Math.floorDiv(-(from + length), word) * word) - from - length);
        byte[] words = change.apply(source.part(from - before, before + length + after));
        return before + after == 0 ? words : Arrays.copyOfRange(words, before, before + length);
    }
}
