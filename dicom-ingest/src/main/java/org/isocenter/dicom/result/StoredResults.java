package org.isocenter.dicom.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.BlobOctets;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.ObjectHead;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.pipeline.Headers;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.result.DrawnMask;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultAuthor;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.result.ResultWriter;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;

/** Writes results into the store, beside the images that they are about. */
public final class StoredResults implements ResultWriter {
    private final BlobStore store;

    public StoredResults(BlobStore store) {
        this.store = store;
    }

    @Override
    public List<InstanceRecord> write(
            ResultAuthor author, List<String> classes, Set<ResultForm> forms, List<FrameResult> results) {
        List<MeasurementReport.Said> said = sources(results);
        List<DrawnFrame> drawn = new ArrayList<>();
        for (MeasurementReport.Said each : said) {
            each.result().mask().ifPresent(mask -> drawn.add(new DrawnFrame(each.source(), mask)));
        }
        List<DicomObject> objects = new ArrayList<>();
        List<Segmentation.Written> binary = new ArrayList<>();
        if (forms.contains(ResultForm.SEGMENTATION) || forms.contains(ResultForm.REPORT)) {
            binary.addAll(segmentations(new Segmentation(author, classes, false), drawn));
            binary.forEach(each -> objects.add(each.object()));
        }
        if (forms.contains(ResultForm.FRACTIONAL_SEGMENTATION)) {
            segmentations(new Segmentation(author, classes, true), drawn).forEach(each -> objects.add(each.object()));
        }
        if (forms.contains(ResultForm.REPORT)) {
            objects.add(new MeasurementReport(author, classes).of(said, binary));
        }
        InstanceRecord image = results.get(0).instance();
        return objects.stream().map(object -> stored(object, image)).toList();
    }

    /** The headers of the images, each read once. */
    private List<MeasurementReport.Said> sources(List<FrameResult> results) {
        Map<BlobKey, Dataset> headers = new HashMap<>();
        return results.stream()
                .map(result -> {
                    Dataset header = headers.computeIfAbsent(result.instance().blob(), this::header);
                    return new MeasurementReport.Said(new SourceFrame(header, result.frame()), result);
                })
                .toList();
    }

    private Dataset header(BlobKey blob) {
        return ObjectHead.read(new BlobOctets(store, blob)).object().dataset();
    }

    private static List<Segmentation.Written> segmentations(Segmentation segmentation, List<DrawnFrame> drawn) {
        Map<List<Object>, List<DrawnFrame>> bySeries = new LinkedHashMap<>();
        for (DrawnFrame each : drawn) {
            DrawnMask mask = each.mask();
            bySeries.computeIfAbsent(
                            List.of(each.source().series(), mask.rows(), mask.columns()), key -> new ArrayList<>())
                    .add(each);
        }
        return bySeries.values().stream()
                .flatMap(images -> segmentation.of(images).stream())
                .toList();
    }

    private InstanceRecord stored(DicomObject object, InstanceRecord image) {
        Dataset dataset = object.dataset();
        return new InstanceRecord(
                new SopInstanceUid(dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow()),
                new SeriesUid(dataset.string(Tag.SERIES_INSTANCE_UID).orElseThrow()),
                image.study(),
                image.patient(),
                image.project(),
                store.put(out -> Part10Writer.write(object, out)),
                0,
                new Modality(dataset.string(Tag.MODALITY).orElseThrow()),
                Headers.of(dataset, Set.of()),
                Optional.empty());
    }
}
