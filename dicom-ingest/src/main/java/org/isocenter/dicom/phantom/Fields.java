package org.isocenter.dicom.phantom;

import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;

/** Fills a data set by keyword; the value representation comes from the dictionary. */
record Fields(Dataset dataset) {

    Fields put(String keyword, String... values) {
        int tag = tag(keyword);
        dataset.set(tag, Dictionary.vr(tag), values);
        return this;
    }

    Fields put(String keyword, int value) {
        return put(keyword, Integer.toString(value));
    }

    /** Writes numbers as decimal strings with at most four places. */
    Fields put(String keyword, double... values) {
        String[] text = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            text[i] = "%.4f".formatted(values[i]).replaceAll("\\.?0+$", "");
        }
        return put(keyword, text);
    }

    /** Puts a sequence of one item. */
    Fields item(String keyword, Fields item) {
        dataset.setItems(tag(keyword), List.of(item.dataset));
        return this;
    }

    static Fields fresh() {
        return new Fields(new Dataset());
    }

    private static int tag(String keyword) {
        return Dictionary.tag(keyword)
                .orElseThrow(() -> new IllegalArgumentException("the dictionary has no " + keyword));
    }
}
