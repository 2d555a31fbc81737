package org.isocenter.training.testing;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.data.MaskSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.finetune.LabelledClasses;
import org.isocenter.training.weights.Safetensors;

/** The labelled sample images by the split and the subsets of the label-efficiency tables. */
public final class LabelledSamples {
    public static final String BRAIN = "classification/brain_tumor_mri";
    public static final String BREAST = "segmentation/busi";

    private final String folder;
    private final Map<String, String> splits = new LinkedHashMap<>();
    private final List<String[]> subsets;

    private LabelledSamples(String folder, String table) {
        this.folder = folder;
        lines(SharedData.golden("label-efficiency/" + table + "_split.csv"))
                .forEach(cells -> splits.put(cells[0], cells[1]));
        subsets = lines(SharedData.golden("label-efficiency/" + table + "_subsets.csv"));
    }

    public static LabelledSamples brain() {
        return new LabelledSamples(BRAIN, "brain_tumor_mri");
    }

    public static LabelledSamples breast() {
        return new LabelledSamples(BREAST, "busi");
    }

    private static List<String[]> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of one side. */
    public List<String> side(String split) {
        return splits.keySet().stream()
                .filter(name -> split.equals(splits.get(name)))
                .toList();
    }

    /** Names of one subset. */
    public List<String> subset(int seed, int budget) {
        return subsets.stream()
                .filter(cells -> cells[0].equals(Integer.toString(seed)) && cells[1].equals(Integer.toString(budget)))
                .map(cells -> cells[2])
                .toList();
    }

    /** The images of these names, decoded once. */
    public FrameSource frames(List<String> names) {
        List<Frame> frames = new ArrayList<>();
        for (String name : names) {
            frames.add(SampleImages.colour(SharedData.data(folder + "/" + name)));
        }
        return new FramesInMemory(names, frames);
    }

    /** The class of each name as the place of its folder among all folders. */
    public static int[] classes(List<String> names, List<String> folders) {
        return names.stream()
                .mapToInt(name -> folders.indexOf(name.substring(0, name.indexOf('/'))))
                .toArray();
    }

    /** A labelled set: the labelled names among all of them. */
    public static LabelledClasses labelled(
            FrameSource frames, List<String> names, List<String> labelled, List<String> folders) {
        return new LabelledClasses(
                frames,
                labelled.stream().mapToInt(names::indexOf).toArray(),
                classes(labelled, folders),
                labelled,
                folders.size());
    }

    /** The masks of these images; a lesion's several files are united. */
    public MaskSource masks(List<String> names) {
        List<BufferedImage> read = new ArrayList<>();
        for (String name : names) {
            read.add(united(name.substring(0, name.length() - ".png".length())));
        }
        return (place, rows, columns) -> sized(read.get(place), rows, columns);
    }

    private BufferedImage united(String stem) {
        BufferedImage mask = read(SharedData.data(folder + "/" + stem + "_mask.png"));
        Path second = SharedData.data(folder).resolve(stem + "_mask_1.png");
        if (Files.exists(second)) {
            BufferedImage other = read(second);
            for (int i = 0; i < mask.getWidth() * mask.getHeight(); i++) {
                int x = i % mask.getWidth();
                int y = i / mask.getWidth();
                if ((other.getRGB(x, y) & 0xff) > 127) {
                    mask.setRGB(x, y, 0xffffffff);
                }
            }
        }
        return mask;
    }

    private static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sized(BufferedImage image, int rows, int columns) {
        byte[] mask = new byte[rows * columns];
        for (int i = 0; i < mask.length; i++) {
            int row = i / columns;
            int y = (int) ((row + 0.5) * image.getHeight() / rows);
            int x = (int) ((i % columns + 0.5) * image.getWidth() / columns);
            mask[i] = (byte) ((image.getRGB(x, y) & 0xff) > 127 ? 1 : 0);
        }
        return mask;
    }

    /** The encoder with genuine ImageNet weights. */
    public static Encoder imageNet(NDManager manager) {
        try (InputStream file =
                Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"))) {
            return Encoder.of(Architecture.named("tf_efficientnet_lite0"), manager, Safetensors.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first frames of a source. */
    public static FrameSource first(FrameSource frames, int count) {
        return new SomeFrames(frames, IntStream.range(0, count).boxed().toList());
    }
}
