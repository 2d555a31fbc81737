package org.isocenter.dicom.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.isocenter.dicom.burnedin.PixelReview;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.deidentify.Deidentified;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.ProfileChoice;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Reading;
import org.isocenter.dicom.verdict.Judge;
import org.isocenter.dicom.verdict.Verdict;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.PatientIdentity;
import org.isocenter.platform.study.SopInstanceUid;

/** What is done to an object before anything of it is stored: judged, de-identified, named; all of it depends on the object alone. */
final class Cleaning {
    private final Deidentifier deidentifier;
    private final Judge judge = new Judge();

    Cleaning(Deidentifier deidentifier) {
        this.deidentifier = deidentifier;
    }

    /** A de-identified object, its new name, who it was about, and how many frames it has. */
    record Cleaned(Deidentified result, SopInstanceUid uid, PatientIdentity identity, int frames) {}

    /** Cleans an object, or fails with what is wrong with it. */
    Cleaned clean(Octets bytes, ProfileChoice choice, byte[] key, Optional<PixelReview> review) {
        try {
            return cleaned(bytes, choice, key, review);
        } catch (PlatformException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PlatformException(
                    ErrorCode.DEIDENTIFICATION_FAILED, "Expected a readable object; reading it failed.", e);
        }
    }

    private Cleaned cleaned(Octets bytes, ProfileChoice choice, byte[] key, Optional<PixelReview> review) {
        Reading reading = Part10Reader.readAsFar(bytes);
        int frames = frames(judge.judge(reading));
        DicomObject source = reading.object();
        writeUidsAsUids(source.dataset());
        Deidentified result = review.isPresent()
                ? deidentifier.deidentify(source, choice, key, review.get())
                : deidentifier.deidentify(source, choice, key);
        SopInstanceUid uid = new SopInstanceUid(required(result.object().dataset(), Tag.SOP_INSTANCE_UID));
        return new Cleaned(result, uid, identity(source.dataset()), frames);
    }

    /** Some writers give a UID another representation; profile and index know it by its own. */
    private static void writeUidsAsUids(Dataset dataset) {
        for (int tag : new int[] {Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID}) {
            if (!dataset.vr(tag).equals(Optional.of(Vr.UI))) {
                dataset.string(tag).ifPresent(uid -> dataset.set(tag, Vr.UI, uid));
            }
        }
    }

    /** Beyond the verdict, pixels that are stored are in a syntax that a codec here reads. */
    private static int frames(Verdict verdict) {
        verdict.refusal().ifPresent(why -> {
            throw new PlatformException(why.code().orElse(ErrorCode.ILLEGAL_ELEMENT), why.text() + ".");
        });
        if (!verdict.hasCodec()) {
            throw new PlatformException(
                    ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX, "Expected pixels that a codec here reads; none does.");
        }
        return verdict.frames();
    }

    static String required(Dataset dataset, int tag) {
        return dataset.string(tag)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.MISSING_IDENTIFIER, "Expected study, series and SOP Instance UID; one is missing."));
    }

    private static PatientIdentity identity(Dataset dataset) {
        Map<String, String> fields = new TreeMap<>();
        for (int tag : new int[] {
            Tag.PATIENT_ID, Tag.ISSUER_OF_PATIENT_ID, Tag.PATIENT_NAME, Tag.PATIENT_BIRTH_DATE, Tag.PATIENT_SEX
        }) {
            dataset.string(tag)
                    .ifPresent(value -> Dictionary.keyword(tag).ifPresent(keyword -> fields.put(keyword, value)));
        }
        return new PatientIdentity(fields);
    }
}
