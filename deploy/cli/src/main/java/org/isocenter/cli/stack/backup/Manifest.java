package org.isocenter.cli.stack.backup;

import java.util.Map;
import java.util.TreeMap;

/**
 * The last entry of a backup: what must be in it. A backup without one was cut short.
 *
 * @param format of this file; 1
 * @param madeAt when the backup began, ISO 8601
 * @param sha256 of each file by its path
 */
record Manifest(int format, String madeAt, Map<String, String> sha256) {
    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    Manifest {
        sha256 = new TreeMap<>(sha256);
    }
}
