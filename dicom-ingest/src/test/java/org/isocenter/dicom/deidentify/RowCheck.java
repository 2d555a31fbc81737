package org.isocenter.dicom.deidentify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Bytes;
import org.isocenter.dicom.dataset.Vr;

/** Compares one planted element before and after with the code of its row. */
final class RowCheck {
    private RowCheck() {}

    /** What is wrong, or empty where the row was obeyed. */
    static Optional<String> fault(GoldenOutput output, PlantedRow row, ProfileChoice choice) {
        int[] path = row.path();
        Optional<Element> before = find(output.before().dataset(), path);
        Optional<Element> after = find(output.after().dataset(), path);
        if (before.isEmpty()) {
            boolean whole = output.after().dataset().contains(path[0]);
            return whole ? Optional.of("the planted element was not read") : Optional.empty();
        }
        boolean parentMayGo = row.cell("effective_basic").equals("gone-with-parent");
        if (after.isEmpty() && parentMayGo) {
            return Optional.empty();
        }
        String code = row.code(choice);
        boolean changed = after.isEmpty() || !same(before.get(), after.get());
        boolean empty = after.isPresent() && isEmpty(after.get());
        return judge(code, before.get(), after, changed, empty).map(fault -> fault + " under " + code);
    }

    private static Optional<String> judge(
            String code, Element before, Optional<Element> after, boolean changed, boolean empty) {
        if (code.equals("K")) {
            return after.isEmpty() && !unreadable(before) ? Optional.of("is gone") : Optional.empty();
        }
        if (code.equals("C")) {
            boolean date = before.vr() == Vr.DA || before.vr() == Vr.DT;
            return date && !changed && !isEmpty(before) ? Optional.of("is unchanged") : Optional.empty();
        }
        if (after.isEmpty()) {
            return code.contains("X") ? Optional.empty() : Optional.of("is gone");
        }
        if (code.equals("X") && !isEmpty(before)) {
            return Optional.of("is still there");
        }
        if (!changed && !isEmpty(before) && !isStandardUid(before)) {
            return Optional.of("is unchanged");
        }
        return empty && code.equals("D") ? Optional.of("is empty") : Optional.empty();
    }

    private static boolean unreadable(Element element) {
        return element.vr() == Vr.UN;
    }

    private static boolean isStandardUid(Element element) {
        return new String(bytes(element), StandardCharsets.US_ASCII).startsWith("1.2.840.10008.");
    }

    private static Optional<Element> find(Dataset dataset, int[] path) {
        Dataset at = dataset;
        for (int i = 0; i + 2 < path.length; i += 2) {
            List<Dataset> items = at.items(path[i]);
            if (items.size() <= path[i + 1]) {
                return Optional.empty();
            }
            at = items.get(path[i + 1]);
        }
        return at.element(path[path.length - 1]);
    }

    private static boolean same(Element a, Element b) {
        return a.vr() == b.vr() && !isSequence(a) && Arrays.equals(bytes(a), bytes(b));
    }

    private static boolean isSequence(Element element) {
        return element.vr() == Vr.SQ;
    }

    /** Spaces alone count as nothing. */
    private static boolean isEmpty(Element element) {
        return element.isEmpty()
                || (element.value() instanceof Bytes plain
                        && new String(plain.bytes(), StandardCharsets.ISO_8859_1).isBlank());
    }

    private static byte[] bytes(Element element) {
        return element.value() instanceof Bytes plain ? plain.bytes() : new byte[0];
    }
}
