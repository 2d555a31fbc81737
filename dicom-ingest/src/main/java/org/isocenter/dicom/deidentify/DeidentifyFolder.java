package org.isocenter.dicom.deidentify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.deidentify.DeidentifyReport.Entry;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.KeyedHash;

/**
 * De-identifies a file or every file below a folder into another folder. Output paths are made of the pseudonym and the
 * new UID alone; one bad file does not stop the rest.
 */
public final class DeidentifyFolder {
    private final ProfileChoice choice;
    private final byte[] key;
    private final Deidentifier deidentifier = new Deidentifier();

    /** Takes the profile and a key of at least 32 bytes. */
    public DeidentifyFolder(ProfileChoice choice, byte[] key) {
        this.choice = choice;
        this.key = key.clone();
    }

    /** Cleans everything below {@code in} into {@code out}; the listener hears of each file as it is done. */
    public DeidentifyReport deidentify(Path in, Path out, Consumer<Entry> listener) {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files(in)) {
            Entry entry = one(file, out);
            entries.add(entry);
            listener.accept(entry);
        }
        return new DeidentifyReport(List.copyOf(entries), new KeyedHash(key).keyId(), choice.summary());
    }

    private static List<Path> files(Path in) {
        try (Stream<Path> walk = Files.walk(in)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Entry one(Path file, Path out) {
        try {
            Deidentified cleaned = deidentifier.deidentify(Part10Reader.read(file), choice, key);
            String target = save(cleaned, out);
            return new Entry(file.toString(), target, Outcome.WRITTEN, List.of(), cleaned.actions());
        } catch (PlatformException e) {
            Outcome outcome = e.code() == ErrorCode.BURNED_IN_TEXT ? Outcome.HELD : Outcome.FAILED;
            String reason = e.code().id() + " " + e.getMessage();
            return new Entry(file.toString(), null, outcome, List.of(reason), Map.of());
        } catch (RuntimeException e) { // one damaged object must not stop the rest
            String reason =
                    ErrorCode.DEIDENTIFICATION_FAILED.id() + " " + e.getClass().getSimpleName();
            return new Entry(file.toString(), null, Outcome.FAILED, List.of(reason), Map.of());
        } catch (IOException e) {
            return new Entry(file.toString(), null, Outcome.FAILED, List.of("the file could not be read"), Map.of());
        }
    }

    private static String save(Deidentified cleaned, Path out) throws IOException {
        DicomObject object = cleaned.object();
        String uid = object.dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
        String relative = cleaned.pseudonym() + "/" + uid + ".dcm";
        Path target = out.resolve(relative);
        Files.createDirectories(target.getParent());
        Part10Writer.write(object, target);
        return relative;
    }
}
