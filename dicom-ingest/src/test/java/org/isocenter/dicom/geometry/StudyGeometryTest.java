package org.isocenter.dicom.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.study.QualityEvent.Kind;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.SeriesUid;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyUid;
import org.junit.jupiter.api.Test;

/** What keeps a series from being one regular volume is told from the headers that the index has. */
class StudyGeometryTest {
    private static final ProjectId PROJECT = new ProjectId(new UUID(1, 2));
    private static final List<Integer> AXIAL = List.of(1, 0, 0, 0, 1, 0);

    @Test
    void a_regular_series_and_one_without_positions_have_no_findings() {
        assertThat(found(slices("1.2.1", 0, 2.5, 5, 7.5))).isEmpty();
        assertThat(found(List.of(instance("1.2.1", 1, 1, Map.of("Rows", 4)), instance("1.2.1", 2, 0, Map.of()))))
                .isEmpty();
    }

    @Test
    void a_missing_slice_is_found_and_named_by_series() {
        List<SeriesQuality> found = found(slices("1.2.1", 0, 2.5, 7.5, 10));
        assertThat(found)
                .contains(new SeriesQuality(
                        new SeriesUid("1.2.1"),
                        new QualityEvent(Kind.MISSING_SLICES, "ImagePositionPatient"),
                        4,
                        new SopInstanceUid("1.2.1.1")));
        assertThat(found(slices("1.2.1", 0, 2.5, 5, 7.5, 10))).isEmpty();
    }

    @Test
    void each_series_of_a_study_is_looked_at_by_itself() {
        List<InstanceRecord> both = new ArrayList<>(slices("1.2.1", 0, 2.5, 5));
        both.addAll(slices("1.2.2", 0, 0, 2.5));
        assertThat(found(both))
                .extracting(SeriesQuality::series, quality -> quality.event().kind())
                .containsExactly(tuple(new SeriesUid("1.2.2"), Kind.SHARED_POSITIONS));
    }

    @Test
    void a_slice_of_another_orientation_mixes_a_series() {
        List<InstanceRecord> mixed = new ArrayList<>(slices("1.2.1", 0, 2.5));
        mixed.add(instance("1.2.1", 9, 1, headers(List.of(0, 0, 0), List.of(0, 1, 0, 0, 0, -1))));
        assertThat(found(mixed)).extracting(quality -> quality.event().kind()).containsExactly(Kind.MIXED_ORIENTATION);
    }

    @Test
    void frames_are_placed_by_the_functional_groups_of_their_object() {
        InstanceRecord enhanced = instance("1.2.1", 1, 3, Map.of());
        List<SeriesQuality> found = StudyGeometry.of(List.of(enhanced), asked -> {
            assertThat(asked).isEqualTo(enhanced);
            return enhanced(0, 1, 3, 4);
        });
        assertThat(found).extracting(quality -> quality.event().kind()).contains(Kind.MISSING_SLICES);
    }

    private static List<SeriesQuality> found(List<InstanceRecord> instances) {
        return StudyGeometry.of(instances, instance -> {
            throw new AssertionError("single frames need no more than the index has");
        });
    }

    private static List<InstanceRecord> slices(String series, double... positions) {
        List<InstanceRecord> slices = new ArrayList<>();
        for (double position : positions) {
            slices.add(instance(series, slices.size() + 1, 1, headers(List.of(0, -12.5, position), AXIAL)));
        }
        return slices;
    }

    private static Map<String, Object> headers(List<? extends Number> position, List<? extends Number> orientation) {
        return Map.of(
                "Rows", 4, "Columns", 4L, "ImagePositionPatient", position, "ImageOrientationPatient", orientation);
    }

    private static InstanceRecord instance(String series, int number, int frames, Map<String, Object> headers) {
        return new InstanceRecord(
                new SopInstanceUid(series + "." + number),
                new SeriesUid(series),
                new StudyUid("1.2"),
                new Pseudonym("P-1"),
                PROJECT,
                new BlobKey("0".repeat(64)),
                frames,
                new Modality("CT"),
                headers,
                Optional.empty(),
                Optional.empty());
    }

    private static Dataset enhanced(int... positions) {
        Dataset dataset = new Dataset();
        dataset.set(Tag.ROWS, Vr.US, "4");
        dataset.set(Tag.COLUMNS, Vr.US, "4");
        List<Dataset> frames = new ArrayList<>();
        for (int position : positions) {
            Dataset place = new Dataset();
            place.set(Tag.IMAGE_POSITION_PATIENT, Vr.DS, "0", "0", Integer.toString(position));
            Dataset orientation = new Dataset();
            orientation.set(Tag.IMAGE_ORIENTATION_PATIENT, Vr.DS, "1", "0", "0", "0", "1", "0");
            Dataset frame = new Dataset();
            frame.setItems(0x00209113, List.of(place));
            frame.setItems(0x00209116, List.of(orientation));
            frames.add(frame);
        }
        dataset.setItems(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames);
        return dataset;
    }
}
