package org.isocenter.platform.study;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How an instance was de-identified, for the audit trail; digests before and after are those of its record.
 *
 * @param profile the profile with its options; empty where nothing was done
 * @param keyId short public name of the key
 * @param actions how often each action was taken
 */
public record Certificate(String profile, String keyId, Map<String, Integer> actions) {
    /** Nothing was done. */
    public static final Certificate NONE = new Certificate("", "", Map.of());

    public Certificate {
        actions = Map.copyOf(actions);
    }

    /** The counts in one line, for example {@code D=2 X=17 Z=8}. */
    public String counts() {
        return new TreeMap<>(actions)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(" "));
    }
}
