package org.isocenter.training.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.weights.SafetensorsHeader.Entry;

/**
 * The shape of an encoder, without weights and without an engine.
 *
 * @param name torchvision's or timm's
 * @param width length D of a representation
 * @param maps the maps that it gives for segmentation, from fine to coarse
 * @param stages number of stages that can be frozen, the stem among them
 * @param stagesBeneathMaps how many of them the maps come from; what follows serves the representation alone
 * @param normalisation what its ImageNet weights expect
 * @param parameters its state, in the order of the state dict
 * @param kernel the resource that computes it
 * @param constants what fills the resource's places
 */
public record Architecture(
        String name,
        int width,
        List<FeatureMap> maps,
        int stages,
        int stagesBeneathMaps,
        Normalisation normalisation,
        List<Parameter> parameters,
        String kernel,
        Map<String, String> constants) {
    /** The place of kernels that says in what they compute. */
    public static final String COMPUTE = "compute";

    private static final Map<String, Architecture> KNOWN = Stream.of(
                    ResNet.resnet18(),
                    ResNet.resnet34(),
                    ResNet.resnet50(),
                    VisionTransformer.tiny(),
                    VisionTransformer.small(),
                    VisionTransformer.base(),
                    ConvNext.atto(),
                    ConvNext.tiny(),
                    EfficientNetLite.lite0())
            .collect(Collectors.toMap(Architecture::name, Function.identity(), (a, b) -> a, TreeMap::new));

    /**
     * One of the maps for segmentation.
     *
     * @param channels of it
     * @param stride pixels of the image per place of the map, in both directions; a power of two
     */
    public record FeatureMap(int channels, int stride) {
        /** Maps of these channels, the first at a stride, each further one at twice the stride before. */
        static List<FeatureMap> halving(int stride, List<Integer> channels) {
            return IntStream.range(0, channels.size())
                    .mapToObj(i -> new FeatureMap(channels.get(i), stride << i))
                    .toList();
        }
    }

    public Architecture {
        maps = List.copyOf(maps);
        parameters = List.copyOf(parameters);
        Map<String, String> filled = new TreeMap<>(constants);
        filled.putIfAbsent(COMPUTE, Precision.FLOAT32.constant());
        constants = Map.copyOf(filled);
    }

    /** The same network, computed in another precision; its weights stay float32. */
    public Architecture in(Precision precision) {
        Map<String, String> filled = new TreeMap<>(constants);
        filled.put(COMPUTE, precision.constant());
        return new Architecture(
                name, width, maps, stages, stagesBeneathMaps, normalisation, parameters, kernel, filled);
    }

    /** In what it is computed. */
    public Precision precision() {
        return Arrays.stream(Precision.values())
                .filter(precision -> precision.constant().equals(constants.get(COMPUTE)))
                .findFirst()
                .orElseThrow();
    }

    /** The names there are. */
    public static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /**
     * The architecture of a name.
     *
     * @throws PlatformException {@code UNKNOWN_ENCODER} listing those there are
     */
    public static Architecture named(String name) {
        Architecture architecture = KNOWN.get(name);
        if (architecture == null) {
            throw new PlatformException(
                    ErrorCode.UNKNOWN_ENCODER,
                    "there is no encoder %s; choose one of %s".formatted(name, String.join(", ", KNOWN.keySet())));
        }
        return architecture;
    }

    /** An array of a file of PyTorch under the name that it has here: torchvision calls the parts of ConvNeXt otherwise than timm. */
    public Entry renamed(Entry entry) {
        return kernel.equals(ConvNext.KERNEL_NAME) ? TorchvisionConvNext.timm(entry) : entry;
    }

    /**
     * Compares a file's arrays with the state of this architecture. The classifier of a supervised network may be there; it is not used. A stem may have
     * one channel, and a transformer's positions another square grid.
     *
     * @param shapes by name
     * @throws PlatformException {@code WEIGHTS_MISMATCH} naming the first tensor that is missing or has another shape
     */
    public void requireFit(Map<String, long[]> shapes) {
        for (Parameter parameter : parameters) {
            long[] shape = shapes.get(parameter.name());
            if (shape == null) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_MISMATCH,
                        "%s needs the tensor %s of shape %s, the file has none of that name; bring weights of %1$s or name the architecture that they are of"
                                .formatted(name, parameter.name(), Arrays.toString(parameter.shape())));
            }
            if (!parameter.fits(shape)) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_MISMATCH,
                        "%s needs the tensor %s of shape %s, the file has %s; bring weights of %1$s, whose stem takes 3 channels, or name the architecture that they are of"
                                .formatted(
                                        name,
                                        parameter.name(),
                                        Arrays.toString(parameter.shape()),
                                        Arrays.toString(shape)));
            }
        }
    }
}
