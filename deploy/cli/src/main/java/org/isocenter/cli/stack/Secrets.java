package org.isocenter.cli.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.isocenter.cli.client.LocalUser;
import org.isocenter.platform.blob.DurableFiles;

/**
 * Generated passwords of a stack, kept in a file of mode 600.
 *
 * @param databaseOwner PostgreSQL's superuser {@code postgres}
 * @param isocenter the role that owns the database of the server
 * @param keycloak the role that owns the database of Keycloak
 * @param keycloakAdmin Keycloak's own administrator {@code admin}
 * @param users the local users by name
 */
record Secrets(
        String databaseOwner, String isocenter, String keycloak, String keycloakAdmin, Map<String, String> users) {
    private static final int PASSWORD_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    Secrets {
        users = Map.copyOf(users);
    }

    /** Those of a folder, where there are any; fails with {@code STATE_FOLDER_BROKEN} where they cannot be read. */
    static Optional<Secrets> find(StateFolder folder) {
        Path file = folder.secrets();
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Secrets.class));
        } catch (IOException e) {
            throw Failures.folder("secrets.json cannot be read; restore it from the backup", e);
        }
    }

    /** Those of a folder; new ones where it has none. */
    static Secrets findOrMake(StateFolder folder) {
        return find(folder).orElseGet(() -> {
            Secrets made = fresh();
            try {
                DurableFiles.write(
                        folder.secrets(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(made));
            } catch (IOException e) {
                throw Failures.folder("secrets.json cannot be written", e);
            }
            return made;
        });
    }

    private static Secrets fresh() {
        Map<String, String> users = new TreeMap<>();
        LocalUser.ALL.forEach(user -> users.put(user.userName(), password()));
        return new Secrets(password(), password(), password(), password(), users);
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
