package org.isocenter.dicom.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.stow.Outcome;
import org.isocenter.dicom.xml.NativeModelWriter;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyUid;

/** The answer to a STOW request (PS3.18 10.5.3, Table I.1-1): 200 all stored, 202 some of them or some not yet, 409 none, 400 where there was no part at all. */
final class StowAnswer {
    private final List<Dataset> stored = new ArrayList<>();
    private final List<Dataset> failed = new ArrayList<>();
    private final List<Dataset> nameless = new ArrayList<>();
    private final Set<StudyUid> studies = new HashSet<>();
    private final String service;
    private int waiting;

    private StowAnswer(String service) {
        this.service = service;
    }

    /**
     * An answer.
     *
     * @param known the stored instances as the index has them
     * @param type {@code application/dicom+json} or {@code application/dicom+xml}
     */
    static Response of(List<Outcome> outcomes, Map<SopInstanceUid, InstanceRecord> known, String service, String type) {
        StowAnswer answer = new StowAnswer(service);
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Stored kept) {
                answer.stored(kept.uid(), Optional.ofNullable(known.get(kept.uid())));
            } else if (outcome instanceof Outcome.Failed lost) {
                answer.failed(lost);
            } else {
                answer.waiting++;
            }
        }
        return answer.build(type);
    }

    private void stored(SopInstanceUid uid, Optional<InstanceRecord> known) {
        Dataset item = new Dataset();
        known.map(instance -> instance.headers().get("SOPClassUID"))
                .ifPresent(name -> item.set(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, name.toString()));
        item.set(Tag.REFERENCED_SOP_INSTANCE_UID, Vr.UI, uid.value());
        known.ifPresent(instance -> {
            item.set(Tag.RETRIEVE_URL, Vr.UR, DicomwebUrl.instance(service, instance));
            studies.add(instance.study());
        });
        stored.add(item);
    }

    /** What has no name of its own goes where names are not asked for. */
    private void failed(Outcome.Failed lost) {
        Dataset item = new Dataset();
        boolean named =
                lost.sent().sopClass().isPresent() && lost.sent().instance().isPresent();
        if (named) {
            item.set(Tag.REFERENCED_SOP_CLASS_UID, Vr.UI, lost.sent().sopClass().get());
            item.set(
                    Tag.REFERENCED_SOP_INSTANCE_UID,
                    Vr.UI,
                    lost.sent().instance().get());
        }
        item.set(Tag.FAILURE_REASON, Vr.US, Integer.toString(lost.reason().code()));
        (named ? failed : nameless).add(item);
    }

    private Response build(String type) {
        Dataset body = new Dataset();
        if (studies.size() == 1) {
            body.set(
                    Tag.RETRIEVE_URL,
                    Vr.UR,
                    DicomwebUrl.study(service, studies.iterator().next()));
        }
        items(body, Tag.FAILED_SOP_SEQUENCE, failed);
        items(body, Tag.REFERENCED_SOP_SEQUENCE, stored);
        items(body, Tag.OTHER_FAILURES_SEQUENCE, nameless);
        ObjectNode model = DatasetJson.retrieved(body, (element, node) -> {});
        Body entity = type.equals(DatasetAnswer.DICOM_XML)
                ? out -> NativeModelWriter.write(model, out)
                : out -> out.write(model.toString().getBytes(UTF_8));
        Response.ResponseBuilder answer =
                Response.status(status()).entity(entity).header("Content-Type", type);
        if (waiting > 0) {
            answer.header("Warning", "299 isocenter \"%d instances are safe and will be indexed\"".formatted(waiting));
        }
        return answer.build();
    }

    private static void items(Dataset body, int tag, List<Dataset> items) {
        if (!items.isEmpty()) {
            body.setItems(tag, items);
        }
    }

    private int status() {
        boolean someFailed = !failed.isEmpty() || !nameless.isEmpty();
        if (waiting > 0) {
            return 202;
        }
        if (stored.isEmpty()) {
            return someFailed ? 409 : 400;
        }
        return someFailed ? 202 : 200;
    }
}
