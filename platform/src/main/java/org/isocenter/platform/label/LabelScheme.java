package org.isocenter.platform.label;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.project.ProjectId;

/**
 * The words that a label may use.
 *
 * @param id its identifier
 * @param project its owner
 * @param name 1 to 128 characters, unique in its project
 * @param kind class or mask
 * @param classes in the order of their indices; for masks the regions without the background; at least one, no two alike
 */
public record LabelScheme(UUID id, ProjectId project, String name, LabelKind kind, List<String> classes) {
    public LabelScheme {
        classes = List.copyOf(classes);
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException("a scheme's name has 1 to 128 characters");
        }
        if (classes.isEmpty() || Set.copyOf(classes).size() != classes.size()) {
            throw new IllegalArgumentException("a scheme has at least one class and no two alike");
        }
    }
}
