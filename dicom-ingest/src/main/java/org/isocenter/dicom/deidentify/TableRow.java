package org.isocenter.dicom.deidentify;

import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.iod.AttributeType;
import org.jspecify.annotations.Nullable;

/**
 * One row of Table E.1-1.
 *
 * @param tag eight hexadecimal digits, {@code x} for any digit of a repeating group, or {@code PRIVATE}
 * @param name the attribute's name in the table
 * @param basic action code of the Basic profile, for example {@code X/Z/D}
 * @param options action code ({@code K} or {@code C}) under an option, where it touches the row
 */
record TableRow(String tag, String name, String basic, Map<Option, String> options) {

    /** What the chosen options say: {@code K} before {@code C}; null where none of them touches the row. */
    @Nullable
    String chosen(ProfileChoice choice) {
        String answer = null;
        for (Map.Entry<Option, String> cell : options.entrySet()) {
            if (choice.has(cell.getKey()) && !"K".equals(answer)) {
                answer = cell.getValue();
            }
        }
        return answer;
    }

    /**
     * The Basic action as one letter, by the Type of the attribute in its IOD (Table E.1-1a): what may be left out
     * takes the first code, what must be there is emptied where a code says so, what must have a value keeps one. An X
     * alone gives way where the IOD demands the attribute. Without a Type the side that keeps a value is taken, so that
     * the object stays valid: D for X/D, Z/D and X/Z/D, Z for X/Z, U for X/Z/U*.
     */
    char resolvedBasic(Optional<AttributeType> type) {
        String codes = basic.replaceAll("[*/]", "");
        if (codes.equals("X")) {
            return type.map(TableRow::removed).orElse('X');
        }
        char valued = codes.charAt(codes.length() - 1);
        return type.map(known -> switch (known) {
                    case TYPE_3 -> codes.charAt(0);
                    case TYPE_2, TYPE_2C -> valued == 'D' && codes.contains("Z") ? 'Z' : valued;
                    case TYPE_1, TYPE_1C -> valued;
                })
                .orElse(valued);
    }

    private static char removed(AttributeType type) {
        return switch (type) {
            case TYPE_1 -> 'D';
            case TYPE_2 -> 'Z';
            case TYPE_1C, TYPE_2C, TYPE_3 -> 'X';
        };
    }

    boolean isRepeatingGroup() {
        return tag.indexOf('x') >= 0;
    }

    /** Whether this row, of a repeating group, covers a tag. */
    boolean covers(String hex) {
        for (int i = 0; i < 8; i++) {
            if (tag.charAt(i) != 'x' && tag.charAt(i) != hex.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
