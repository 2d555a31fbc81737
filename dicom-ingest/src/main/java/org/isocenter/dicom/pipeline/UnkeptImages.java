package org.isocenter.dicom.pipeline;

import java.security.SecureRandom;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.SafePrivate;
import org.isocenter.dicom.image.ImageReader;
import org.isocenter.dicom.image.ImportedImage;
import org.isocenter.dicom.image.SecondaryCapture;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Files;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.pipeline.Cleaning.Cleaned;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.Project;

/**
 * De-identifies images that are looked at once and not kept, as the project would those that it keeps. What would be held in quarantine is refused with the same
 * code, and nothing of it stays.
 */
public final class UnkeptImages {
    private static final int DATA_SET_TRAILING_PADDING = 0xFFFCFFFC;
    private static final int PADDING_BYTES = 32;

    private final Cleaning cleaning = new Cleaning(new Deidentifier(SafePrivate.standard()));
    private final SecureRandom random = new SecureRandom();

    /**
     * An image without an identity.
     *
     * @param object it ends in random bytes, so that its SHA-256 tells nobody which image it was
     * @param frames at least 1
     * @param modality what made it
     */
    public record Unkept(DicomObject object, int frames, Modality modality) {}

    /**
     * Cleans a Part 10 file or a picture.
     *
     * @param key the project's
     * @throws PlatformException with the code that says what is wrong with it
     */
    public Unkept clean(Project project, byte[] key, byte[] file) {
        byte[] part10 = Part10Files.isCandidate("", file)
                ? file
                : Part10Writer.bytes(new SecondaryCapture(key)
                        .of(new ImportedImage("unkept", Optional.empty(), ImageReader.read(file))));
        Cleaned cleaned =
                cleaning.clean(Octets.of(part10), ProfileChoices.of(project.deidentification()), key, Optional.empty());
        if (cleaned.frames() == 0) {
            throw new PlatformException(
                    ErrorCode.UNREADABLE_IMAGE, "Expected an object with an image; this one has none. Send an image.");
        }
        Dataset dataset = cleaned.result().object().dataset();
        byte[] padding = new byte[PADDING_BYTES];
        random.nextBytes(padding);
        dataset.setBytes(DATA_SET_TRAILING_PADDING, Vr.OB, padding);
        Modality modality = dataset.string(Tag.MODALITY)
                .filter(code -> code.matches("[A-Z0-9_]{1,16}"))
                .map(Modality::new)
                .orElse(Modality.OTHER);
        return new Unkept(cleaned.result().object(), cleaned.frames(), modality);
    }
}
