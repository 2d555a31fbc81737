package org.isocenter.dicom.burnedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.isocenter.dicom.decode.FrameDecoder;
import org.isocenter.dicom.golden.GoldenCsv;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.Test;

class TextDetectorTest {
    private static final FrameDecoder DECODER = new FrameDecoder();
    private final TextDetector detector = new TextDetector();

    @Test
    void planted_text_is_found_where_it_stands_and_nowhere_else() {
        Map<String, List<Area>> planted = new TreeMap<>();
        for (Map<String, String> row : GoldenCsv.read(SharedData.golden("deid/burned-in.csv"))) {
            planted.computeIfAbsent(row.get("file") + " " + row.get("frame"), key -> new ArrayList<>())
                    .add(new Area(side(row, "x0"), side(row, "y0"), side(row, "x1"), side(row, "y1")));
        }
        Map<String, List<Area>> found = new TreeMap<>();
        for (String name : List.of("us-rgb", "us-ybr-rle", "sc-mono2", "cr-mono1", "palette", "cine", "none")) {
            DicomObject object = SampleFrames.object(SharedData.golden("deid/input/burn-" + name + ".dcm"));
            for (int frame = 0; frame < DECODER.frames(object); frame++) {
                List<Area> areas = detector.find(DECODER.decode(object, frame));
                if (!areas.isEmpty()) {
                    found.put("burn-" + name + ".dcm " + frame, areas);
                }
            }
        }
        assertThat(found).isEqualTo(planted);
    }

    private static int side(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }

    @Test
    void seven_of_eight_lines_written_on_real_images_are_found() {
        SplittableRandom random = new SplittableRandom(20261125);
        List<Frame> frames = SampleFrames.backgrounds().stream()
                .map(file -> DECODER.decode(SampleFrames.object(file), 0))
                .toList();
        List<String> missed = new ArrayList<>();
        double covered = 0;
        int written = 0;
        while (written < 200) {
            Levels picture =
                    Levels.of(frames.get(random.nextInt(frames.size()))).get(0);
            Levels smaller = picture.rows() > 1000 ? picture.quarter() : picture;
            short[] values = new short[smaller.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (smaller.values()[i] & 0xff);
            }
            var text = WrittenText.on(smaller.rows(), smaller.columns(), values, random);
            if (text.isPresent()) {
                written++;
                double within = text.get().within(detector.find(text.get().frame()));
                covered += within;
                if (within < 0.3) {
                    missed.add(text.get().what());
                }
            }
        }
        assertThat(missed).hasSizeLessThanOrEqualTo(written / 8);
        assertThat(covered / written).isGreaterThan(0.8);
    }

    @Test
    void sharpened_pictures_of_brains_and_cells_have_no_words() throws IOException {
        List<Path> wrong = new ArrayList<>();
        List<Path> files = SampleFrames.pictures();
        for (Path file : files) {
            if (!detector.find(SampleFrames.picture(file)).isEmpty()) {
                wrong.add(file);
            }
        }
        assertThat(files).hasSizeGreaterThan(250);
        assertThat(wrong).hasSizeLessThanOrEqualTo(files.size() / 50);
    }

    @Test
    void clean_images_pass_and_words_do_not() {
        List<Path> wrong = new ArrayList<>();
        List<Path> missed = new ArrayList<>();
        int clean = 0;
        PixelCleaner cleaner = new PixelCleaner(PixelRules.standard());
        for (Path file : SampleFrames.files()) {
            boolean held = isHeld(cleaner, file);
            if (SampleFrames.hasText(file)) {
                missed.addAll(held ? List.of() : List.of(file));
            } else {
                clean++;
                wrong.addAll(held ? List.of(file) : List.of());
            }
        }
        assertThat(clean).isGreaterThan(300);
        assertThat(wrong).hasSizeLessThanOrEqualTo(clean / 40);
        assertThat(missed).hasSizeLessThanOrEqualTo(1);
    }

    private static boolean isHeld(PixelCleaner cleaner, Path file) {
        try {
            cleaner.check(SampleFrames.object(file));
            return false;
        } catch (PlatformException e) {
            return true;
        }
    }
}
