package org.isocenter.dicom.deidentify;

import java.util.List;
import java.util.Map;

/**
 * What was done to the objects of an export, for whoever receives them; it names nothing that was taken away.
 *
 * @param profile the profile with its options
 * @param keyId short public name of the key
 * @param at when, by ISO 8601
 * @param actions how often each action was taken, over all files
 * @param files each file that was written, by its path
 */
public record Certificate(
        String profile, String keyId, String at, Map<String, Integer> actions, List<CertifiedFile> files) {
    public Certificate {
        actions = Map.copyOf(actions);
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param output its path below the output folder
     * @param sha256Before SHA-256 of the file it was made of, in hexadecimal
     * @param sha256After SHA-256 of the file itself
     * @param actions how often each action was taken
     */
    public record CertifiedFile(String output, String sha256Before, String sha256After, Map<String, Integer> actions) {
        public CertifiedFile {
            actions = Map.copyOf(actions);
        }
    }
}
