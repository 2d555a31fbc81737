package org.isocenter.dicom.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.result.DrawnMask;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultAuthor;
import org.isocenter.platform.storage.FolderBlobStore;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyUid;
import org.isocenter.platform.testing.SharedData;

/** Real images in a store, and a head that says something about them. */
public final class SampleStudy {
    public static final ResultAuthor AUTHOR = new ResultAuthor(
            new UUID(1, 2),
            new UUID(3, 4),
            "lesions, decoder from chain",
            "0.1.0",
            Instant.parse("2026-11-30T10:11:12Z"));

    public final FolderBlobStore store;
    public final StoredResults results;

    public SampleStudy(Path folder) {
        store = new FolderBlobStore(folder, false);
        results = new StoredResults(store);
    }

    /** Slices of a CT, some mm apart, with a matrix of a few pixels. */
    public List<InstanceRecord> slices(int count, int rows, int columns, double distance) {
        List<InstanceRecord> slices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DicomObject object = read("cornerstone3D/CTImage.dcm");
            Dataset slice = object.dataset();
            slice.set(Tag.SOP_INSTANCE_UID, Vr.UI, "1.2.3." + (i + 1));
            slice.set(Tag.IMAGE_POSITION_PATIENT, Vr.DS, "-10", "-20", String.valueOf(5 + i * distance));
            slice.set(Tag.IMAGE_ORIENTATION_PATIENT, Vr.DS, "1", "0", "0", "0", "1", "0");
            slice.set(Tag.PIXEL_SPACING, Vr.DS, "0.5", "0.25");
            slice.set(Tag.ROWS, Vr.US, String.valueOf(rows));
            slice.set(Tag.COLUMNS, Vr.US, String.valueOf(columns));
            slice.set(Tag.INSTANCE_NUMBER, Vr.IS, String.valueOf(i + 1));
            slice.setBytes(Tag.PIXEL_DATA, Vr.OW, new byte[2 * rows * columns]);
            slices.add(stored(object));
        }
        return slices;
    }

    /** A public image under names and a date as de-identification leaves them. */
    InstanceRecord image(String path) {
        DicomObject object = read(path);
        Dataset image = object.dataset();
        image.set(Tag.SOP_INSTANCE_UID, Vr.UI, "2.25.11");
        image.set(Tag.SERIES_INSTANCE_UID, Vr.UI, "2.25.12");
        image.set(Tag.STUDY_INSTANCE_UID, Vr.UI, "2.25.13");
        image.set(Tag.STUDY_DATE, Vr.DA, "20260102");
        image.set(Tag.STUDY_TIME, Vr.TM, "030405");
        return stored(object);
    }

    private static DicomObject read(String path) {
        try {
            return Part10Reader.read(SharedData.data("dicom").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InstanceRecord stored(DicomObject object) {
        Dataset dataset = object.dataset();
        return new InstanceRecord(
                new SopInstanceUid(dataset.string(Tag.SOP_INSTANCE_UID).orElseThrow()),
                new SeriesUid(dataset.string(Tag.SERIES_INSTANCE_UID).orElseThrow()),
                new StudyUid(dataset.string(Tag.STUDY_INSTANCE_UID).orElseThrow()),
                new Pseudonym("P-1"),
                new ProjectId(new UUID(5, 6)),
                store.put(out -> Part10Writer.write(object, out)),
                dataset.integer(Tag.NUMBER_OF_FRAMES).orElse(1),
                new Modality(dataset.string(Tag.MODALITY).orElse("OT")),
                Map.of(),
                Optional.empty());
    }

    public static FrameResult drawn(
            InstanceRecord image, int frame, int rows, int columns, byte[] mask, byte[]... shares) {
        return new FrameResult(
                image,
                frame,
                Map.of(),
                Optional.of(new DrawnMask(rows, columns, mask, List.of(shares))),
                Optional.empty());
    }

    DicomObject open(InstanceRecord result) {
        return Part10Reader.read(store.part(result.blob(), 0, (int) store.size(result.blob())));
    }
}
