package org.isocenter.dicom.phantom;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.isocenter.dicom.dataset.Fields;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.phantom.PhantomStudies.Frame;
import org.isocenter.dicom.phantom.anatomy.LesionClass;
import org.isocenter.dicom.phantom.anatomy.Picture;
import org.isocenter.dicom.phantom.scanner.Scanner;
import org.isocenter.dicom.phantom.truth.PhantomTruth;
import org.isocenter.dicom.phantom.truth.Trouble;
import org.isocenter.dicom.phantom.truth.TruthInstance;
import org.jspecify.annotations.Nullable;

/** Writes the files of a generated set and remembers the truth about each. */
final class PhantomFiles {
    private static final String HEAD = "sop_uid,patient,label,mask,split\n";

    private final Path folder;
    private final StringBuilder labels = new StringBuilder(HEAD);
    private final List<TruthInstance> instances = new ArrayList<>();
    private final Map<String, String> fileOf = new HashMap<>();
    private int masks;

    PhantomFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes a frame's object, its mask, its row of the label file, and notes the truth. */
    void write(Frame frame, Trouble trouble, String label, @Nullable String original) {
        Visit visit = frame.visit();
        String uid = visit.instanceUid(frame.series(), frame.instance());
        String file = "dicom/%s/V%03d/S%d/IM%04d.dcm"
                .formatted(visit.person().id(), visit.number(), frame.series(), frame.instance());
        save(file, object(frame, trouble));
        fileOf.put(uid, file);
        boolean shown = frame.kind() != LesionClass.NORMAL && trouble != Trouble.NOISE && trouble != Trouble.BLANK;
        String mask = shown && !label.isEmpty() ? saveMask(frame.picture()) : null;
        if (trouble != Trouble.BURNED_IN) {
            labels.append(String.join(",", uid, visit.person().id(), label, mask == null ? "" : mask, frame.split()))
                    .append('\n');
        }
        instances.add(truth(frame, file, trouble, label, mask, original));
    }

    /** Writes the same object once more under another file name. */
    void writeAgain(Frame frame) {
        String uid = frame.visit().instanceUid(frame.series(), frame.instance());
        String again = "dicom/resent/IM%04d.dcm".formatted(instances.size());
        try {
            Files.createDirectories(folder.resolve(again).getParent());
            Files.copy(folder.resolve(fileOf.getOrDefault(uid, "")), folder.resolve(again));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        instances.add(truth(frame, again, Trouble.RESENT, "", null, uid));
    }

    /** Writes the label file and gathers what was planted. */
    PhantomTruth truth(long seed, List<Person> people) {
        try {
            Files.writeString(folder.resolve("labels.csv"), labels, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TreeSet<String> identifiers = new TreeSet<>();
        people.forEach(person -> identifiers.addAll(person.identifiers()));
        instances.forEach(instance -> identifiers.add(instance.site()));
        identifiers.add("1.2.826.0.1.3680043.10.9998." + seed);
        return new PhantomTruth(seed, people.size(), List.copyOf(instances), List.copyOf(identifiers));
    }

    private static TruthInstance truth(
            Frame frame, String file, Trouble trouble, String label, @Nullable String mask, @Nullable String original) {
        Scanner scanner = frame.visit().scanner();
        return new TruthInstance(
                file,
                frame.visit().instanceUid(frame.series(), frame.instance()),
                frame.visit().person().id(),
                scanner.site(),
                scanner.station(),
                frame.kind().label(),
                label,
                frame.split(),
                mask,
                trouble,
                original);
    }

    private static DicomObject object(Frame frame, Trouble trouble) {
        Visit visit = frame.visit();
        Fields fields = Header.of(visit, frame.series(), frame.instance());
        if (trouble == Trouble.BURNED_IN) {
            ImageHeader.writeCapture(fields, frame.stored());
        } else {
            ImageHeader.write(fields, visit.scanner(), frame.stored(), visit, frame.z());
        }
        return Encoder.encode(
                fields.dataset(),
                frame.stored(),
                visit.scanner().encoding(),
                visit.scanner().station());
    }

    private void save(String file, DicomObject object) {
        try {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Part10Writer.write(object, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String saveMask(Picture picture) {
        String file = "masks/m%04d.png".formatted(masks++);
        BufferedImage image = new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < picture.lesion().length; i++) {
            image.getRaster().setSample(i % picture.columns(), i / picture.columns(), 0, picture.lesion()[i] ? 255 : 0);
        }
        try {
            Files.createDirectories(folder.resolve("masks"));
            ImageIO.write(image, "png", folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
