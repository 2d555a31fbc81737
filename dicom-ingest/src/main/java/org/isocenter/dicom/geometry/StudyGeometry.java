package org.isocenter.dicom.geometry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.SeriesUid;

/** Finds what keeps the series of a study from being regular volumes, from the headers that the index has of them. */
public final class StudyGeometry {
    private static final List<Integer> PLACING = List.of(
            Tag.MODALITY,
            Tag.ROWS,
            Tag.COLUMNS,
            Tag.INSTANCE_NUMBER,
            Tag.IMAGE_POSITION_PATIENT,
            Tag.IMAGE_ORIENTATION_PATIENT);

    private final Function<InstanceRecord, Dataset> header;
    private final Map<SeriesUid, List<InstanceRecord>> instances = new LinkedHashMap<>();
    private final Map<SeriesUid, List<Slice>> slices = new LinkedHashMap<>();
    private final Map<SeriesUid, Set<Flaw>> flaws = new LinkedHashMap<>();

    private StudyGeometry(Function<InstanceRecord, Dataset> header) {
        this.header = header;
    }

    /**
     * The findings, by series and kind.
     *
     * @param instances all of a study, in its order
     * @param header gives the whole header of a multi-frame instance, which places its frames in functional groups
     */
    public static List<SeriesQuality> of(Iterable<InstanceRecord> instances, Function<InstanceRecord, Dataset> header) {
        StudyGeometry study = new StudyGeometry(header);
        instances.forEach(study::add);
        return study.findings();
    }

    private void add(InstanceRecord instance) {
        instances.computeIfAbsent(instance.series(), key -> new ArrayList<>()).add(instance);
        if (instance.frames() > 1) {
            List<Slice> frames = Slice.framesOf(header.apply(instance));
            if (frames.size() > 1) {
                flaws(instance.series()).addAll(SeriesGeometry.of(frames).flaws());
            }
        } else if (instance.frames() == 1) {
            Slice.of(instance.instance().value(), placing(instance))
                    .ifPresent(slice -> slices.computeIfAbsent(instance.series(), key -> new ArrayList<>())
                            .add(slice));
        }
    }

    private Set<Flaw> flaws(SeriesUid series) {
        return flaws.computeIfAbsent(series, key -> new TreeSet<>());
    }

    private List<SeriesQuality> findings() {
        slices.forEach((series, placed) ->
                flaws(series).addAll(SeriesGeometry.of(placed).flaws()));
        List<SeriesQuality> findings = new ArrayList<>();
        flaws.forEach((series, found) -> {
            List<InstanceRecord> all = instances.get(series);
            found.forEach(flaw -> findings.add(new SeriesQuality(
                    series, event(flaw), all.size(), all.get(0).instance())));
        });
        return findings;
    }

    private static QualityEvent event(Flaw flaw) {
        String place = flaw == Flaw.MIXED_ORIENTATION ? "ImageOrientationPatient" : "ImagePositionPatient";
        return new QualityEvent(QualityEvent.Kind.valueOf(flaw.name()), place);
    }

    private static Dataset placing(InstanceRecord instance) {
        Dataset dataset = new Dataset();
        for (int tag : PLACING) {
            Object value = instance.headers().get(Dictionary.keyword(tag).orElseThrow());
            if (value != null) {
                dataset.set(tag, Dictionary.vr(tag), texts(value));
            }
        }
        return dataset;
    }

    private static String[] texts(Object value) {
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        return values.stream()
                .map(each -> each instanceof Number number
                        ? new BigDecimal(number.toString()).toPlainString()
                        : each.toString())
                .toArray(String[]::new);
    }
}
