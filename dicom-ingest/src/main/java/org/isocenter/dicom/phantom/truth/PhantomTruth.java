package org.isocenter.dicom.phantom.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that was planted in a generated set.
 *
 * @param seed the seed that makes the same set again
 * @param patients number of patients
 * @param instances every DICOM file of the set
 * @param identifiers strings that name a generated person or place; none may be found after ingest
 */
public record PhantomTruth(long seed, int patients, List<TruthInstance> instances, List<String> identifiers) {
    /** Name of the file in the set's folder. */
    public static final String FILE = "truth.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Writes {@link #FILE} into a folder. */
    public void write(Path folder) {
        try {
            JSON.writeValue(folder.resolve(FILE).toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@link #FILE} from a folder. */
    public static PhantomTruth read(Path folder) {
        try {
            return JSON.readValue(folder.resolve(FILE).toFile(), PhantomTruth.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The instances with one kind of trouble. */
    public List<TruthInstance> with(Trouble trouble) {
        return instances.stream().filter(i -> i.trouble() == trouble).toList();
    }
}
