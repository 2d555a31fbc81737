package org.isocenter.dicom.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.decode.FrameFigures;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Reading;
import org.isocenter.dicom.verdict.FrameBudget;
import org.isocenter.dicom.verdict.Judge;
import org.isocenter.dicom.verdict.Outcome;
import org.isocenter.dicom.verdict.Reason;
import org.isocenter.dicom.verdict.Verdict;
import org.isocenter.platform.error.PlatformException;

/** Says about a file all that the toolkit knows. Takes hostile input. */
public final class Inspector {
    /** A header may announce a million frames that are not there. */
    private static final int MOST_FAILURES = 100;

    private final boolean withHeader;
    private final boolean withPixels;
    private final Judge judge = new Judge();
    private final FrameDecoder decoder = new FrameDecoder();

    /** Chooses what is told beyond the verdict. */
    public Inspector(boolean withHeader, boolean withPixels) {
        this.withHeader = withHeader;
        this.withPixels = withPixels;
    }

    /** Inspects one file; fails where it cannot be read from its disk. */
    public InspectedFile inspect(String path) throws IOException {
        Reading reading = Part10Reader.readAsFar(Path.of(path));
        DicomObject object = reading.object();
        Verdict verdict = judge.judge(reading);
        return new InspectedFile(
                path,
                verdict.outcome().word(),
                verdict.reasons().stream().map(Reason::toString).toList(),
                reading.namesSyntax() || reading.fault().isEmpty()
                        ? object.transferSyntax().uid()
                        : null,
                object.dataset()
                        .string(Tag.SOP_CLASS_UID)
                        .or(() -> object.meta().string(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
                        .orElse(null),
                withHeader
                        ? DatasetJson.of(
                                object.dataset(), object.transferSyntax().isBigEndian())
                        : null,
                withPixels ? frames(object) : null);
    }

    /** The entry of a file that could not be read at all. */
    public static InspectedFile unreadable(String path) {
        return new InspectedFile(
                path, Outcome.QUARANTINE.word(), List.of("The file could not be read"), null, null, null, null);
    }

    private List<InspectedFrame> frames(DicomObject object) {
        List<InspectedFrame> frames = new ArrayList<>();
        if (!hasPixels(object.dataset())) {
            return frames;
        }
        try {
            FrameBudget.check(object.dataset());
            int count = decoder.frames(object);
            int failures = 0;
            for (int frame = 0; frame < count && failures < MOST_FAILURES; frame++) {
                InspectedFrame inspected = frame(object, frame);
                failures += inspected.error() == null ? 0 : 1;
                frames.add(inspected);
            }
        } catch (PlatformException e) {
            frames.add(InspectedFrame.failed(0, e.code().id() + " " + e.getMessage()));
        }
        return frames;
    }

    private static InspectedFrame frame(DicomObject object, int number) {
        try {
            return InspectedFrame.of(number, FrameFigures.of(object, number));
        } catch (PlatformException e) {
            return InspectedFrame.failed(number, e.code().id() + " " + e.getMessage());
        } catch (RuntimeException e) { // a codec may stumble over hostile bytes in its own way
            return InspectedFrame.failed(
                    number, "decoding failed: " + e.getClass().getSimpleName());
        }
    }

    private static boolean hasPixels(Dataset dataset) {
        return dataset.contains(Tag.PIXEL_DATA)
                || dataset.contains(Tag.FLOAT_PIXEL_DATA)
                || dataset.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA);
    }
}
