package org.isocenter.dicom.burnedin;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Laterality;
import org.isocenter.platform.imaging.Modality;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.ValueUnit;
import org.isocenter.platform.testing.SharedData;

/** The sample images, told apart by eye into those with words in their pixels and those without. */
final class SampleFrames {
    /** Words in the pixels, as a person sees them; side markers of radiographs are none. */
    private static final Pattern WITH_TEXT = Pattern.compile(
            ".*(GDCMJ2K_TextGBR|examples_(rgb_color|palette|jpeg2k|ybr_color)|US-YBR_FULL_422|no-pixel-spacing|deid-data/ultrasounds/.*"
                    + "|US1_(J2KI|UNCR)|JLS[LN]_RGB_ILV|OBXXXX1A|US-ALOKA|mlut_18|vlut_04|JPGLosslessP14SV1|US-PAL-8|test16signed"
                    + "|YBR_FULL-RLE|jpeg-ls-Palette|ovly_p01).*");

    private SampleFrames() {}

    /** All sample files but the malformed and those that are no DICOM objects. */
    static List<Path> files() {
        Path folder = SharedData.data("dicom");
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("malformed"))
                            && !file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean hasText(Path file) {
        return WITH_TEXT.matcher(file.toString()).matches();
    }

    static DicomObject object(Path file) {
        try {
            return Part10Reader.readAsFar(Files.readAllBytes(file)).object();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grey values of a picture as a frame. */
    static Frame grey(int rows, int columns, short[] values) {
        return new Frame(
                rows,
                columns,
                new Pixels.Grey16(values),
                ValueUnit.DISPLAY,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Modality.OTHER,
                Laterality.UNSPECIFIED);
    }

    /** Every twentieth brain MRI and every fourth picture of cells; no words are in them. */
    static List<Path> pictures() {
        List<Path> pictures = new ArrayList<>(every(20, SharedData.data("classification"), ".jpg"));
        pictures.addAll(every(4, SharedData.data("segmentation/dsb2018_fluorescence/images"), ".png"));
        return pictures;
    }

    private static List<Path> every(int nth, Path folder, String ending) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            return IntStream.range(0, all.size())
                    .filter(i -> i % nth == 0)
                    .mapToObj(all::get)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG or PNG file in grey. */
    static Frame picture(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(image, 0, 0, null);
        short[] values = new short[image.getWidth() * image.getHeight()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) grey.getRaster().getSample(i % image.getWidth(), i / image.getWidth(), 0);
        }
        return grey(image.getHeight(), image.getWidth(), values);
    }

    /** A few real pictures to write on: brain, wrist and head, CT and MR, and a radiograph. */
    static List<Path> backgrounds() {
        Set<String> names = Set.of("MR09.dcm", "14.dcm", "CTImage.dcm", "RG3_JPLY", "XA1_JPLL", "MR_small.dcm");
        return files().stream()
                .filter(file -> names.contains(file.getFileName().toString()))
                .toList();
    }
}
