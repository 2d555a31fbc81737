package org.isocenter.platform.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the public sample images and golden values that lie in {@code ../shared}, beside the checkout. */
public final class SharedData {

    /** A file or folder below {@code ../shared/data}. */
    public static Path data(String relative) {
        return find("data", relative);
    }

    /** A file or folder below {@code ../shared/golden}. */
    public static Path golden(String relative) {
        return find("golden", relative);
    }

    /** A file below {@code ../shared/reference}. */
    public static Path reference(String relative) {
        return find("reference", relative);
    }

    /** The root of the checkout. */
    public static Path root() {
        return Path.of(System.getProperty("isocenter.root")).toAbsolutePath();
    }

    private static Path find(String part, String relative) {
        Path path = root().resolveSibling("shared").resolve(part).resolve(relative);
        if (!Files.exists(path)) {
            throw new IllegalStateException("the tests expect shared/" + part + "/" + relative
                    + " beside the checkout; put the sample data there");
        }
        return path;
    }

    private SharedData() {}
}
