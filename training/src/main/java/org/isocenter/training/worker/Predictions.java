package org.isocenter.training.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.training.data.Masks;
import org.isocenter.training.evaluation.Prediction;

/** Predictions as JSON values, as the API shows them. */
final class Predictions {
    /** Key of why a head does not answer. */
    static final String ABSTAINED = "abstained";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Predictions() {}

    /** The document of a head's test predictions. */
    static byte[] document(List<Prediction> predictions) {
        try {
            return MAPPER.writeValueAsBytes(
                    predictions.stream().map(Predictions::measured).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values have a JSON form", e);
        }
    }

    private static Map<String, Object> measured(Prediction prediction) {
        Map<String, Object> values = prediction.maskPng().length == 0
                ? classes(prediction.frame(), prediction.probabilities())
                : mask(prediction.frame(), prediction.maskPng());
        values.put("patient", prediction.patient().toString());
        values.put("truth", prediction.truth());
        values.put("score", prediction.score());
        return values;
    }

    /** What a head says about a frame's class. */
    static Map<String, Object> classes(FrameId frame, Map<String, Double> probabilities) {
        Map<String, Object> values = of(frame);
        values.put("probabilities", probabilities);
        return values;
    }

    /** The mask that a head draws: 0 background, k the k-th class. */
    static Map<String, Object> mask(FrameId frame, byte[] png) {
        Map<String, Object> values = of(frame);
        putMask(values, png);
        return values;
    }

    private static void putMask(Map<String, Object> values, byte[] png) {
        values.put("maskPng", Base64.getEncoder().encodeToString(png));
    }

    /** What a head says of a frame of an image that has a name here. */
    static Map<String, Object> named(FrameId frame, OpenHead.Answer answer, Frame image) {
        Map<String, Object> values = of(frame);
        putAnswer(values, answer, image);
        return values;
    }

    /** The same of an image that has none, by the number of its frame. */
    static Map<String, Object> unnamed(int frame, OpenHead.Answer answer, Frame image) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("frame", frame);
        putAnswer(values, answer, image);
        return values;
    }

    private static void putAnswer(Map<String, Object> values, OpenHead.Answer answer, Frame image) {
        answer.mask().ifPresent(mask -> {
            putMask(values, Masks.png(mask, image.rows(), image.columns()));
            values.put(
                    "detections", answer.boxes().stream().map(Predictions::box).toList());
        });
        if (!answer.probabilities().isEmpty()) {
            values.put("probabilities", answer.probabilities());
        }
        answer.distance().ifPresent(distance -> values.put("distance", distance));
        answer.why().ifPresent(why -> values.put(ABSTAINED, why.values()));
    }

    private static Map<String, Object> box(OpenHead.Box box) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("class", box.name());
        values.put("left", box.part().left());
        values.put("top", box.part().top());
        values.put("width", box.part().width());
        values.put("height", box.part().height());
        values.put("score", box.part().score());
        return values;
    }

    /** A DICOM object that was made. */
    static Map<String, Object> object(InstanceRecord made) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("sopInstanceUid", made.instance().value());
        values.put("seriesInstanceUid", made.series().value());
        values.put("studyInstanceUid", made.study().value());
        values.put("modality", made.modality().code());
        return values;
    }

    private static Map<String, Object> of(FrameId frame) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("sopInstanceUid", frame.instance().value());
        values.put("frame", frame.frame());
        return values;
    }
}
