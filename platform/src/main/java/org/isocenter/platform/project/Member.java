package org.isocenter.platform.project;

/**
 * A person or service that may work in a project; what it may do there is said by its roles.
 *
 * @param project where
 * @param user the user name of the identity provider, 1 to 255 characters
 */
public record Member(ProjectId project, String user) {
    public Member {
        if (user.isBlank() || user.length() > 255) {
            throw new IllegalArgumentException("a member's user name has 1 to 255 characters");
        }
    }
}
