package org.isocenter.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.training.data.Masks;
import org.isocenter.training.finetune.SegmentationHead;
import org.isocenter.training.metric.PatientBootstrap;

/**
 * Measures a segmentation head on the test patients: overlap, distances of surfaces and lesions found, per frame and region of the scheme.
 *
 * @param bootstrap of the intervals; the same for all heads, so that their draws are paired
 * @param masks where the reference masks lie
 * @param known of the test frames beside their labels
 */
public record SegmentationEvaluation(PatientBootstrap bootstrap, Masks masks, Circumstances known) {

    /** All figures with intervals, and the predicted mask of every test frame. */
    public HeadReport of(SegmentationHead head, HeadName name, TestSet test) {
        List<byte[]> predicted = head.masks(test.frames());
        List<String> regions = test.classNames();
        List<List<RegionFigures>> figures = IntStream.range(0, predicted.size())
                .parallel()
                .mapToObj(i -> figures(predicted.get(i), test, i))
                .toList();
        MeasuredMasks measured = new MeasuredMasks(figures, regions);
        return new HeadReport(
                LabelKind.SEGMENTATION,
                name.kind(),
                name.init(),
                name.trainLabels(),
                bootstrap.intervals(test.patients(), measured.overall()),
                new Evidences(bootstrap, test, known).of(measured, Optional.empty(), notes(test, figures)),
                test.patientCount(),
                predictions(test, predicted, measured.dice()),
                measured);
    }

    private List<RegionFigures> figures(byte[] predicted, TestSet test, int place) {
        Frame frame = test.frames().frame(place);
        byte[] reference = reference(test.label(test.members().get(place)), frame);
        return IntStream.rangeClosed(1, test.classNames().size())
                .mapToObj(k -> RegionFigures.of(only(predicted, k), only(reference, k), frame))
                .toList();
    }

    /** What the distances leave out. */
    private static List<String> notes(TestSet test, List<List<RegionFigures>> figures) {
        int frames = test.frames().size();
        boolean[] spaced = new boolean[frames];
        IntStream.range(0, frames)
                .forEach(i -> spaced[i] = test.frames().frame(i).spacing().isPresent());
        long unknown = IntStream.range(0, frames).filter(i -> !spaced[i]).count();
        long empty = IntStream.range(0, frames)
                .filter(i ->
                        spaced[i] && figures.get(i).stream().allMatch(each -> Double.isNaN(each.surfaceDistance())))
                .count();
        List<String> notes = new ArrayList<>();
        if (unknown > 0) {
            notes.add("%d of %d images state no pixel spacing: they are left out of the distances in millimetres"
                    .formatted(unknown, frames));
        }
        if (empty > 0) {
            notes.add(
                    "in %d of %d images the mask or its reference is empty: no distance is measured there, the overlap counts them"
                            .formatted(empty, frames));
        }
        return notes;
    }

    private static List<Prediction> predictions(TestSet test, List<byte[]> predicted, double[] dice) {
        return IntStream.range(0, dice.length)
                .mapToObj(i -> {
                    Frame frame = test.frames().frame(i);
                    Label label = test.label(test.members().get(i));
                    return new Prediction(
                            label.frame(),
                            test.members().get(i).patient(),
                            String.join(";", label.classes()),
                            Map.of(),
                            Masks.png(predicted.get(i), frame.rows(), frame.columns()),
                            dice[i]);
                })
                .toList();
    }

    private byte[] reference(Label label, Frame frame) {
        return label.mask()
                .map(key -> masks.read(key, frame.rows(), frame.columns()))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.LABELS_UNREADABLE, "a label of a mask scheme has no mask; import it again"));
    }

    private static byte[] only(byte[] mask, int labelClass) {
        byte[] one = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            one[i] = (byte) (mask[i] == labelClass ? 1 : 0);
        }
        return one;
    }
}
