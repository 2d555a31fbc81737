package org.isocenter.training.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.label.Label;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.model.MetricValue;
import org.isocenter.training.data.Masks;
import org.isocenter.training.finetune.SegmentationHead;
import org.isocenter.training.metric.Means;
import org.isocenter.training.metric.Overlap;
import org.isocenter.training.metric.PatientBootstrap;

/**
 * Measures a segmentation head on the test patients: Dice and IoU per frame, averaged over the classes of the scheme, then over frames.
 *
 * @param bootstrap of the intervals; the same for all heads, so that their draws are paired
 * @param masks where the reference masks lie
 */
public record SegmentationEvaluation(PatientBootstrap bootstrap, Masks masks) {

    /** Dice and IoU with intervals, and the predicted mask of every test frame. */
    public HeadReport of(SegmentationHead head, HeadName name, TestSet test) {
        List<byte[]> predicted = head.masks(test.frames());
        int classes = test.labels().scheme().classes().size();
        double[] dice = new double[predicted.size()];
        double[] iou = new double[predicted.size()];
        IntStream.range(0, dice.length).forEach(i -> {
            Frame frame = test.frames().frame(i);
            byte[] reference = reference(test.label(test.members().get(i)), frame);
            dice[i] = mean(predicted.get(i), reference, classes, true);
            iou[i] = mean(predicted.get(i), reference, classes, false);
        });
        Map<String, MetricValue> metrics = Map.of("dice", interval(test, dice), "iou", interval(test, iou));
        return new HeadReport(
                LabelKind.SEGMENTATION,
                name.kind(),
                name.init(),
                name.trainLabels(),
                metrics,
                test.patientCount(),
                predictions(test, predicted, dice));
    }

    private List<Prediction> predictions(TestSet test, List<byte[]> predicted, double[] dice) {
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

    private MetricValue interval(TestSet test, double[] values) {
        return bootstrap.interval(test.patients(), times -> Means.of(values, times));
    }

    private static double mean(byte[] predicted, byte[] reference, int classes, boolean dice) {
        return IntStream.rangeClosed(1, classes)
                .mapToObj(k -> Overlap.of(only(predicted, k), only(reference, k)))
                .mapToDouble(overlap -> dice ? overlap.dice() : overlap.iou())
                .average()
                .orElseThrow();
    }

    private static byte[] only(byte[] mask, int labelClass) {
        byte[] one = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            one[i] = (byte) (mask[i] == labelClass ? 1 : 0);
        }
        return one;
    }
}
