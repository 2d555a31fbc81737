package org.isocenter.dicom.burnedin;

import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.burnedin.PixelRule.Then;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.verdict.FrameBudget;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;

/** Sees to it that no object leaves with text in its pixels: looks at every frame, by rule and by eye. */
public final class PixelCleaner {
    private final PixelRules rules;
    private final FrameDecoder decoder = new FrameDecoder();
    private final TextDetector detector = new TextDetector();

    /** Takes the rules by device. */
    public PixelCleaner(PixelRules rules) {
        this.rules = rules;
    }

    /**
     * Lets an object pass or fails with {@link ErrorCode#BURNED_IN_TEXT}: where its header says that it has text, where a
     * rule holds it or knows a place that is not empty, where a frame has text, and where a frame cannot be looked at.
     */
    public void check(DicomObject object) {
        Dataset dataset = object.dataset();
        if (!hasPixels(dataset)) {
            return;
        }
        List<PixelRule> fitting = rules.of(dataset);
        if (fitting.stream().anyMatch(rule -> rule.then() == Then.PASS)) {
            return;
        }
        if (saysYes(dataset)) {
            throw held("Burned In Annotation says YES");
        }
        fitting.stream().filter(rule -> rule.then() == Then.HOLD).findFirst().ifPresent(rule -> {
            throw held("the rule \"%s\" holds it".formatted(rule.name()));
        });
        try {
            FrameBudget.check(dataset);
            for (int number = 0; number < decoder.frames(object); number++) {
                look(decoder.decode(object, number), number, fitting);
            }
        } catch (PlatformException e) {
            throw e.code() == ErrorCode.BURNED_IN_TEXT ? e : unseen(e.code().id());
        } catch (RuntimeException e) { // a codec may stumble over hostile bytes in its own way
            throw unseen(e.getClass().getSimpleName());
        }
    }

    private void look(Frame frame, int number, List<PixelRule> fitting) {
        int places = detector.find(frame).size();
        if (places > 0) {
            throw held("frame %d has text in %d places".formatted(number + 1, places));
        }
        Optional<PixelRule> written = fitting.stream()
                .filter(rule -> rule.areas().stream().anyMatch(area -> !area.isEmpty(frame)))
                .findFirst();
        written.ifPresent(rule -> {
            throw held("frame %d is not empty where the rule \"%s\" says".formatted(number + 1, rule.name()));
        });
    }

    /** What cannot be looked at may hold anything. */
    private static PlatformException unseen(String why) {
        return held("the pixels cannot be looked at (%s)".formatted(why));
    }

    private static boolean hasPixels(Dataset dataset) {
        return dataset.contains(Tag.PIXEL_DATA)
                || dataset.contains(Tag.FLOAT_PIXEL_DATA)
                || dataset.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
    }

    private static boolean saysYes(Dataset dataset) {
        return dataset.string(Tag.BURNED_IN_ANNOTATION)
                .filter(value -> value.strip().equals("YES"))
                .isPresent();
    }

    private static PlatformException held(String why) {
        return new PlatformException(
                ErrorCode.BURNED_IN_TEXT,
                "Expected pixels without text; %s. Choose clean-pixel-data or judge the object.".formatted(why));
    }
}
