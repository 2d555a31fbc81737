package org.isocenter.dicom.query;

import java.util.List;
import java.util.Map;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Series;
import org.isocenter.platform.study.Study;
import org.jspecify.annotations.Nullable;

/** Builds the answers to a query: the keys that were asked for, with values where the index has them (PS3.4 C.4.1.1.3.2). */
public final class Match {
    private static final String ONLINE = "ONLINE";

    private final Identifier query;
    private final String retrieveAe;
    private final boolean all;

    /**
     * Prepares to answer.
     *
     * @param retrieveAe title of the entity that the things can be retrieved from
     */
    public Match(Identifier query, String retrieveAe) {
        this(query, retrieveAe, false);
    }

    /**
     * Prepares to answer.
     *
     * @param all whether to give all that the index has at the level, and not only what was asked for
     */
    public Match(Identifier query, String retrieveAe, boolean all) {
        this.query = query;
        this.retrieveAe = retrieveAe;
        this.all = all;
    }

    /** A patient, by one of its studies. */
    public Dataset patient(Study study) {
        return answer(study.headers(), Map.of());
    }

    public Dataset study(Study study) {
        return answer(
                study.headers(),
                Map.of(
                        Tag.MODALITIES_IN_STUDY, study.modalities(),
                        Tag.NUMBER_OF_STUDY_RELATED_SERIES, study.series(),
                        Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, study.instances()));
    }

    public Dataset series(Series series) {
        return answer(series.headers(), Map.of(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, series.instances()));
    }

    public Dataset instance(InstanceRecord instance) {
        return answer(
                instance.headers(),
                instance.frames() == 0 ? Map.of() : Map.of(Tag.NUMBER_OF_FRAMES, instance.frames()));
    }

    private Dataset answer(Map<String, Object> headers, Map<Integer, Object> computed) {
        Dataset answer = new Dataset();
        answer.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        answer.set(Tag.QUERY_RETRIEVE_LEVEL, Vr.CS, query.level().name());
        answer.set(Tag.RETRIEVE_AE_TITLE, Vr.AE, retrieveAe);
        if (all) {
            headers.forEach((keyword, value) -> Dictionary.tag(keyword)
                    .filter(tag -> LevelAttributes.has(query.level(), keyword))
                    .ifPresent(tag -> put(answer, tag, Dictionary.vr(tag), value)));
        }
        for (Element key : query.keys()) {
            if (key.tag() != Tag.RETRIEVE_AE_TITLE) {
                put(answer, key, value(key.tag(), headers, computed));
            }
        }
        HeaderKey unique = query.level().key();
        put(answer, query.level().tag(), Dictionary.vr(query.level().tag()), headers.get(unique.keyword()));
        return answer;
    }

    private static @Nullable Object value(int tag, Map<String, Object> headers, Map<Integer, Object> computed) {
        Object own = tag == Tag.INSTANCE_AVAILABILITY ? ONLINE : computed.get(tag);
        return own != null ? own : Dictionary.keyword(tag).map(headers::get).orElse(null);
    }

    private static void put(Dataset answer, Element key, @Nullable Object value) {
        Vr known = Dictionary.vr(key.tag());
        Vr vr = known == Vr.UN ? key.vr() : known;
        if (vr == Vr.SQ) {
            answer.setItems(key.tag(), List.of());
        } else {
            put(answer, key.tag(), vr, value);
        }
    }

    private static void put(Dataset answer, int tag, Vr vr, @Nullable Object value) {
        List<?> values = value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
        answer.set(tag, vr, values.stream().map(String::valueOf).toArray(String[]::new));
    }
}
