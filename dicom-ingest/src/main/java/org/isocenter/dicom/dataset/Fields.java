package org.isocenter.dicom.dataset;

import java.util.List;

/** Fills a data set by keyword; the value representation comes from the dictionary. */
public record Fields(Dataset dataset) {

    /** Puts text, or numbers as text; no value makes it empty. */
    public Fields put(String keyword, String... values) {
        int tag = tag(keyword);
        dataset.set(tag, Dictionary.vr(tag), values);
        return this;
    }

    /** Puts a whole number. */
    public Fields put(String keyword, int value) {
        return put(keyword, Integer.toString(value));
    }

    /** Writes numbers as decimal strings with at most four places. */
    public Fields put(String keyword, double... values) {
        String[] text = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            text[i] = "%.4f".formatted(values[i]).replaceAll("\\.?0+$", "");
        }
        return put(keyword, text);
    }

    /** Puts a sequence of one item. */
    public Fields item(String keyword, Fields item) {
        return items(keyword, List.of(item));
    }

    /** Puts a sequence. */
    public Fields items(String keyword, List<Fields> items) {
        dataset.setItems(tag(keyword), items.stream().map(Fields::dataset).toList());
        return this;
    }

    /** Puts an attribute that names other attributes (AT). */
    public Fields pointer(String keyword, String named) {
        int pointer = tag(named);
        dataset.setBytes(tag(keyword), Vr.AT, new byte[] {
            (byte) (pointer >>> 16), (byte) (pointer >>> 24), (byte) pointer, (byte) (pointer >>> 8)
        });
        return this;
    }

    /** Copies attributes as another data set has them, with their text in this one's character set; one that it lacks stays away. */
    public Fields copy(Dataset from, String... keywords) {
        for (String keyword : keywords) {
            int tag = tag(keyword);
            from.element(tag).ifPresent(element -> {
                if (element.vr() == Vr.SQ) {
                    dataset.setItems(
                            tag, from.items(tag).stream().map(Dataset::copy).toList());
                } else {
                    dataset.set(tag, element.vr(), from.strings(tag).toArray(String[]::new));
                }
            });
        }
        return this;
    }

    /** The same, where one that it lacks is there without a value. */
    public Fields copyOrEmpty(Dataset from, String... keywords) {
        for (String keyword : keywords) {
            put(keyword, new String[0]);
            copy(from, keyword);
        }
        return this;
    }

    /** Of a new data set. */
    public static Fields fresh() {
        return new Fields(new Dataset());
    }

    private static int tag(String keyword) {
        return Dictionary.tag(keyword)
                .orElseThrow(() -> new IllegalArgumentException("the dictionary has no " + keyword));
    }
}
