package org.isocenter.dicom.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Person names in their up to three groups (PS3.18 F.2.2). */
final class PersonNames {
    private static final List<String> GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");

    private PersonNames() {}

    static List<ObjectNode> of(String text) {
        List<ObjectNode> names = new ArrayList<>();
        for (String name : TextValues.split(text)) {
            String[] groups = name.split("=", 3);
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < groups.length; i++) {
                if (!groups[i].isEmpty()) {
                    node.put(GROUPS.get(i), groups[i]);
                }
            }
            names.add(node);
        }
        return names.size() == 1 && names.get(0).isEmpty() ? List.of() : names;
    }
}
