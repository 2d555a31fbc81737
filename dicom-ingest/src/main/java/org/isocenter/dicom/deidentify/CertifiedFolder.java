package org.isocenter.dicom.deidentify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.isocenter.dicom.deidentify.Certificate.CertifiedFile;
import org.isocenter.platform.digest.Sha256;

/** Compares a folder of cleaned files with their certificate, without the key and without what they were made of. */
public final class CertifiedFolder {

    /** What a file and the certificate say otherwise of one another. */
    public enum Difference {
        /** The certificate names a file that is not there. */
        MISSING,
        /** The file has other bytes than the certificate says. */
        CHANGED,
        /** The certificate names no such file. */
        NOT_CERTIFIED
    }

    /**
     * One file that differs.
     *
     * @param output its path below the folder
     * @param difference how
     */
    public record Finding(String output, Difference difference) {}

    private CertifiedFolder() {}

    /** What differs, in the order of the certificate and then of paths; some files of the folder may be left out of the comparison. */
    public static List<Finding> compare(Certificate certificate, Path folder, List<Path> besides) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Map<Path, CertifiedFile> named = new HashMap<>();
        for (CertifiedFile file : certificate.files()) {
            Path path = folder.resolve(file.output()).normalize();
            named.put(path, file);
            if (!path.startsWith(folder.normalize()) || !Files.isRegularFile(path)) {
                findings.add(new Finding(file.output(), Difference.MISSING));
            } else if (!Sha256.ofFile(path).equals(file.sha256After())) {
                findings.add(new Finding(file.output(), Difference.CHANGED));
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !named.containsKey(file.normalize()))
                    .filter(file -> besides.stream().noneMatch(each -> isSame(each, file)))
                    .sorted()
                    .forEach(file ->
                            findings.add(new Finding(folder.relativize(file).toString(), Difference.NOT_CERTIFIED)));
        }
        return findings;
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
}
