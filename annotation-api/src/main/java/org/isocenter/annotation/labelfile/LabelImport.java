package org.isocenter.annotation.labelfile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.study.StudyIndex;

/**
 * Turns the rows of a label file into labels and places of frames. Nothing is stored but masks. A row without a word is no label where classes exclude one
 * another, and "none of them" in a scheme of several findings, where a word behind {@code ?} is a finding that is left open.
 */
public final class LabelImport {
    private final StudyIndex index;
    private final ProjectKeys keys;
    private final FrameReader frames;
    private final BlobStore store;

    public LabelImport(StudyIndex index, ProjectKeys keys, FrameReader frames, BlobStore store) {
        this.index = index;
        this.keys = keys;
        this.frames = frames;
        this.store = store;
    }

    /**
     * What a file says.
     *
     * @param labels of the labelled frames, in the order of the file
     * @param places the sides that it gives; empty without a column {@code split}
     * @param lines the line that named each frame, the first where there are several
     */
    public record Imported(List<Label> labels, Map<FrameId, Partition> places, Map<FrameId, Integer> lines) {}

    /**
     * Reads the meaning of rows; {@code UNKNOWN_IMAGE}, {@code LABEL_OUTSIDE_SCHEME}, {@code LABELS_UNREADABLE} and
     * {@code SPLIT_CROSSES_PATIENT} name the line.
     *
     * @param masks files by the relative paths under which the rows name them
     */
    public Imported read(LabelScheme scheme, List<LabelRow> rows, Map<String, Path> masks) {
        Subjects subjects = new Subjects(index, scheme.project(), keys.key(scheme.project()), rows);
        Reading reading = new Reading(scheme, new MaskFiles(masks));
        for (LabelRow row : rows) {
            subjects.of(row).forEach(instance -> reading.add(row, instance));
        }
        return new Imported(List.copyOf(reading.labels.values()), reading.places, reading.lines);
    }

    private final class Reading {
        private final LabelScheme scheme;
        private final MaskFiles masks;
        private final Map<FrameId, Label> labels = new LinkedHashMap<>();
        private final Map<FrameId, Partition> places = new LinkedHashMap<>();
        private final Map<FrameId, Integer> lines = new LinkedHashMap<>();
        private final Map<Pseudonym, Partition> sides = new HashMap<>();

        Reading(LabelScheme scheme, MaskFiles masks) {
            this.scheme = scheme;
            this.masks = masks;
        }

        void add(LabelRow row, InstanceRecord instance) {
            instance.frameIds().forEach(frame -> lines.putIfAbsent(frame, row.line()));
            row.partition().ifPresent(side -> place(row, instance, side));
            if (row.isLabelled()) {
                labelsOf(row, instance).forEach(label -> addOnce(row, label));
            }
        }

        private void place(LabelRow row, InstanceRecord instance, Partition side) {
            Partition before = side == Partition.UNLABELLED ? side : sides.putIfAbsent(instance.patient(), side);
            if (before != null && before != side) {
                throw new PlatformException(
                        ErrorCode.SPLIT_CROSSES_PATIENT,
                        "line %d: the patient stands in %s here and in %s before; correct the split"
                                .formatted(row.line(), side, before));
            }
            instance.frameIds().forEach(frame -> places.put(frame, side));
        }

        private void addOnce(LabelRow row, Label label) {
            Label before = labels.putIfAbsent(label.frame(), label);
            if (before != null && !before.equals(label)) {
                throw LabelFile.unreadable(row.line(), "the same image has another label in a line before");
            }
        }

        private List<Label> labelsOf(LabelRow row, InstanceRecord instance) {
            if (scheme.kind() == LabelKind.SEGMENTATION) {
                return List.of(mask(row, instance));
            }
            if (scheme.kind().isExclusive() && row.classes().isEmpty()) {
                return List.of();
            }
            scheme.refusal(row.classes()).ifPresent(why -> {
                throw new PlatformException(ErrorCode.LABEL_OUTSIDE_SCHEME, "line %d: %s".formatted(row.line(), why));
            });
            return instance.frameIds()
                    .map(frame -> new Label(frame, row.classes(), Optional.empty()))
                    .toList();
        }

        private Label mask(LabelRow row, InstanceRecord instance) {
            if (instance.frames() != 1 || row.masks().isEmpty()) {
                throw LabelFile.unreadable(row.line(), "expected the masks of an image of one frame");
            }
            Frame frame = frames.read(instance.blob(), 0);
            byte[] values = scheme.classes().size() > 1 && row.classes().isEmpty()
                    ? masks.values(row, frame, scheme.classes().size())
                    : oneRegion(row, masks.unite(row, frame));
            List<String> words = IntStream.rangeClosed(1, scheme.classes().size())
                    .filter(k -> contains(values, k))
                    .mapToObj(k -> scheme.classes().get(k - 1))
                    .toList();
            return new Label(
                    new FrameId(instance.instance(), 0),
                    words,
                    Optional.of(store.put(MaskFiles.png(values, frame.columns()))));
        }

        private byte[] oneRegion(LabelRow row, boolean[] covered) {
            byte[] values = new byte[covered.length];
            if (!isEmpty(covered)) {
                byte value = (byte) (1 + scheme.classes().indexOf(wordOfMask(row)));
                for (int i = 0; i < values.length; i++) {
                    values[i] = covered[i] ? value : 0;
                }
            }
            return values;
        }

        /** A scheme of one region needs no word; in others the class of the row names the region, or the values of the mask do. */
        private String wordOfMask(LabelRow row) {
            if (scheme.classes().size() == 1) {
                return scheme.classes().get(0);
            }
            List<String> words = new ArrayList<>(row.classes());
            words.retainAll(scheme.classes());
            if (words.size() != 1) {
                throw outside(row);
            }
            return words.get(0);
        }

        private PlatformException outside(LabelRow row) {
            return new PlatformException(
                    ErrorCode.LABEL_OUTSIDE_SCHEME,
                    "line %d: expected words of the scheme %s".formatted(row.line(), scheme.classes()));
        }
    }

    private static boolean contains(byte[] values, int value) {
        for (byte each : values) {
            if (each == value) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(boolean[] covered) {
        for (boolean each : covered) {
            if (each) {
                return false;
            }
        }
        return true;
    }
}
