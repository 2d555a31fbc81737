package org.isocenter.dicom.association;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;

/**
 * What one entity asks another to keep safe, or the answer to it (PS3.4 Annex J, Storage Commitment Push Model).
 *
 * @param transaction UID that joins the answer to the question
 * @param references the objects asked for; in an answer those that are safe
 * @param failures in an answer, those that are not
 */
public record Commitment(String transaction, List<Reference> references, List<Failure> failures) {
    /** The SOP class. */
    static final String SOP_CLASS = "1.2.840.10008.1.20.1";

    /** Its well-known instance. */
    static final String SOP_INSTANCE = "1.2.840.10008.1.20.1.1";

    /** An object by its class and UID. */
    public record Reference(String sopClass, String sopInstance) {}

    /** An object that is not safe, with a reason of PS3.3 C.14.1.1 such as {@link #NO_SUCH_OBJECT}. */
    public record Failure(Reference reference, int reason) {}

    /** Failure Reason: the object is not here. */
    public static final int NO_SUCH_OBJECT = 0x0112;

    /** Failure Reason: the object is here with another SOP class. */
    public static final int CLASS_CONFLICT = 0x0119;

    public Commitment {
        references = List.copyOf(references);
        failures = List.copyOf(failures);
    }

    /** A question. */
    public static Commitment of(String transaction, List<Reference> references) {
        return new Commitment(transaction, references, List.of());
    }

    static Commitment parse(Dataset dataset) {
        return new Commitment(
                dataset.string(Tag.TRANSACTION_UID).orElse(""),
                dataset.items(Tag.REFERENCED_SOP_SEQUENCE).stream()
                        .flatMap(item -> reference(item).stream())
                        .toList(),
                dataset.items(Tag.FAILED_SOP_SEQUENCE).stream()
                        .flatMap(item -> reference(item)
                                .map(reference -> new Failure(
                                        reference,
                                        item.integer(Tag.FAILURE_REASON).orElse(Dimse.PROCESSING_FAILURE)))
                                .stream())
                        .toList());
    }

    private static Optional<Reference> reference(Dataset item) {
        return item.string(Tag.REFERENCED_SOP_INSTANCE_UID)
                .map(uid ->
                        new Reference(item.string(Tag.REFERENCED_SOP_CLASS_UID).orElse(""), uid));
    }

    Dataset dataset() {
        Dataset dataset = new Dataset();
        dataset.set(Tag.TRANSACTION_UID, Vr.UI, transaction);
        if (!references.isEmpty()) {
            dataset.setItems(
                    Tag.REFERENCED_SOP_SEQUENCE,
                    references.stream().map(Commitment::item).toList());
        }
        if (!failures.isEmpty()) {
            dataset.setItems(
                    Tag.FAILED_SOP_SEQUENCE,
                    failures.stream().map(Commitment::item).toList());
        }
        return dataset;
    }

    private static Dataset item(Reference reference) {
        Dataset item = new Dataset();
        item.set(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, reference.sopClass());
        item.set(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, reference.sopInstance());
        return item;
    }

    private static Dataset item(Failure failure) {
        Dataset item = item(failure.reference());
        Dimse.us(item, Tag.FAILURE_REASON, failure.reason());
        return item;
    }
}
