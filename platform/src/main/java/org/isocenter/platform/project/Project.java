package org.isocenter.platform.project;

import java.util.regex.Pattern;

/**
 * The owner of everything: images, cohorts, labels, encoders and jobs belong to exactly one project.
 *
 * @param id its identifier
 * @param name unique; 1 to 64 letters, digits, dots, dashes or underscores
 * @param aeTitle the DICOM application entity that receives for it; unique; 1 to 16 printable characters
 * @param deidentification how identities are removed; never changes
 * @param duplicates what happens to an instance that comes again with other content
 */
public record Project(
        ProjectId id,
        String name,
        String aeTitle,
        DeidentificationChoice deidentification,
        DuplicatePolicy duplicates) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern AE_TITLE = Pattern.compile("[\\x21-\\x5b\\x5d-\\x7e]{1,16}");

    /** With the policy that changes nothing. */
    public Project(ProjectId id, String name, String aeTitle, DeidentificationChoice deidentification) {
        this(id, name, aeTitle, deidentification, DuplicatePolicy.IGNORE);
    }

    public Project {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a project's name has 1 to 64 letters, digits, dots, dashes or underscores");
        }
        if (!AE_TITLE.matcher(aeTitle).matches()) {
            throw new IllegalArgumentException("an AE title has 1 to 16 printable characters and no backslash");
        }
    }
}
