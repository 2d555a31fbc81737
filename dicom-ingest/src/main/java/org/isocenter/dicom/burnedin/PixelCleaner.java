package org.isocenter.dicom.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.isocenter.dicom.burnedin.PixelRule.Then;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.verdict.FrameBudget;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;

/** Sees to it that no object leaves with text in its pixels: looks at every frame, by rule and by eye, and holds or blanks. */
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
        List<PixelRule> fitting = fitting(object);
        if (passes(object, fitting)) {
            return;
        }
        if (saysYes(object)) {
            throw held("Burned In Annotation says YES");
        }
        looked(object, () -> {
            for (int number = 0; number < decoder.frames(object); number++) {
                look(decoder.decode(object, number), number, fitting);
            }
            return object;
        });
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

    /**
     * The object with every place of text blanked, by rule and by eye; itself where there is none. Fails with
     * {@link ErrorCode#BURNED_IN_TEXT} where a rule holds it, where its header says that it has text and none is found, and
     * where its pixels cannot be looked at or blanked.
     */
    public DicomObject clean(DicomObject object) {
        List<PixelRule> fitting = fitting(object);
        if (passes(object, fitting)) {
            return object;
        }
        return looked(object, () -> {
            Map<Integer, List<Area>> areas = areas(object, fitting);
            if (areas.isEmpty() && saysYes(object)) {
                throw held("Burned In Annotation says YES and no text is found");
            }
            return Blanking.blank(object, areas);
        });
    }

    /** The object as a person who looked at it decided: their rectangles blanked and nothing else. */
    public DicomObject clean(DicomObject object, PixelReview review) {
        return review.marks().isEmpty() ? object : Blanking.blank(object, review.areas(decoder.frames(object)));
    }

    private Map<Integer, List<Area>> areas(DicomObject object, List<PixelRule> fitting) {
        Map<Integer, List<Area>> areas = new TreeMap<>();
        List<Ink> texts = new ArrayList<>();
        int frames = decoder.frames(object);
        List<Area> ruled = ruled(object.dataset(), fitting);
        for (int number = 0; number < frames; number++) {
            Frame frame = decoder.decode(object, number);
            List<Area> all = new ArrayList<>(ruled);
            for (Area area : detector.find(frame)) {
                all.add(area);
                if (frames > 1 && texts.stream().noneMatch(ink -> ink.area().equals(area))) {
                    texts.add(Ink.of(frame, area));
                }
            }
            if (!all.isEmpty()) {
                areas.put(number, all);
            }
        }
        addWhatStandsInOtherFrames(object, texts, areas);
        return areas;
    }

    /** Text that is clear in one frame may be hard to see in the next, where something bright lies below. */
    private void addWhatStandsInOtherFrames(DicomObject object, List<Ink> texts, Map<Integer, List<Area>> areas) {
        for (int number = 0; !texts.isEmpty() && number < decoder.frames(object); number++) {
            Frame frame = decoder.decode(object, number);
            for (Ink ink : texts) {
                if (ink.standsIn(frame)) {
                    areas.computeIfAbsent(number, key -> new ArrayList<>()).add(ink.area());
                }
            }
        }
    }

    private static List<Area> ruled(Dataset dataset, List<PixelRule> fitting) {
        List<Area> areas = new ArrayList<>();
        for (PixelRule rule : fitting) {
            areas.addAll(rule.areas());
            if (rule.then() == Then.REGIONS) {
                areas.addAll(UltrasoundRegions.outside(dataset));
            }
        }
        return areas;
    }

    private List<PixelRule> fitting(DicomObject object) {
        return hasPixels(object.dataset()) ? rules.of(object.dataset()) : List.of();
    }

    private static boolean passes(DicomObject object, List<PixelRule> fitting) {
        fitting.stream().filter(rule -> rule.then() == Then.HOLD).findFirst().ifPresent(rule -> {
            throw held("the rule \"%s\" holds it".formatted(rule.name()));
        });
        return !hasPixels(object.dataset()) || fitting.stream().anyMatch(rule -> rule.then() == Then.PASS);
    }

    /** What cannot be looked at may hold anything. */
    private static DicomObject looked(DicomObject object, Supplier<DicomObject> step) {
        try {
            FrameBudget.check(object.dataset());
            return step.get();
        } catch (PlatformException e) {
            throw e.code() == ErrorCode.BURNED_IN_TEXT ? e : unseen(e.code().id());
        } catch (RuntimeException e) { // a codec may stumble over hostile bytes in its own way
            throw unseen(e.getClass().getSimpleName());
        }
    }

    private static PlatformException unseen(String why) {
        return held("the pixels cannot be looked at (%s)".formatted(why));
    }

    private static boolean hasPixels(Dataset dataset) {
        return dataset.contains(Tag.PIXEL_DATA)
                || dataset.contains(Tag.FLOAT_PIXEL_DATA)
                || dataset.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
    }

    private static boolean saysYes(DicomObject object) {
        return object.dataset()
                .string(Tag.BURNED_IN_ANNOTATION)
                .filter(value -> value.strip().equals("YES"))
                .isPresent();
    }

    static PlatformException held(String why) {
        return new PlatformException(
                ErrorCode.BURNED_IN_TEXT,
                "Expected pixels without text; %s. Choose clean-pixel-data or judge the object.".formatted(why));
    }
}
