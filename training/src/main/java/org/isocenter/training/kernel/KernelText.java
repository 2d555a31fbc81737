package org.isocenter.training.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a kernel: a resource beside this class, with its {@code ${…}} places filled. {@code ${include NAME}} takes in the methods of another
 * resource.
 */
public final class KernelText {
    private static final Pattern INCLUDE = Pattern.compile("\\$\\{include (\\w+)}\\n");

    /** The text of a name, each place filled with the constant that it names. */
    public static String read(String name, Map<String, String> constants) {
        String text = resource(name);
        while (INCLUDE.matcher(text).find()) {
            text = INCLUDE.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(resource(found.group(1)))); // may include others
        }
        for (Map.Entry<String, String> constant : constants.entrySet()) {
            text = text.replace("${" + constant.getKey() + "}", constant.getValue());
        }
        if (text.contains("${")) {
            throw new IllegalArgumentException("the kernel %s has a place that nothing fills".formatted(name));
        }
        return text;
    }

    private static String resource(String name) {
        try (InputStream in = KernelText.class.getResourceAsStream(name + ".py")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no kernel " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KernelText() {}
}
