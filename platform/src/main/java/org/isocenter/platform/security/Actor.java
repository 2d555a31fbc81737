package org.isocenter.platform.security;

import java.util.Set;

/**
 * Who does something: a person or a service.
 *
 * @param name user name at the identity provider, or the name of a process
 * @param roles what it may do
 */
public record Actor(String name, Set<Role> roles) {
    public Actor {
        roles = Set.copyOf(roles);
    }

    /** A part of Isocenter itself, such as {@code dicom} or {@code worker}. */
    public static Actor service(String name) {
        return new Actor(name, Set.of(Role.SERVICE));
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
