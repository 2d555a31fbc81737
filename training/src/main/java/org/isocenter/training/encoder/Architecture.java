package org.isocenter.training.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.view.Normalisation;

/**
 * The shape of an encoder, without weights and without an engine.
 *
 * @param name torchvision's or timm's
 * @param width length D of a representation
 * @param stageChannels channels of the maps at strides 2, 4, 8, 16 and 32
 * @param stages number of stages that can be frozen, the stem among them
 * @param normalisation what its ImageNet weights expect
 * @param parameters its state, in the order of the state dict
 * @param kernel the resource that computes it
 * @param constants what fills the resource's places
 */
public record Architecture(
        String name,
        int width,
        List<Integer> stageChannels,
        int stages,
        Normalisation normalisation,
        List<Parameter> parameters,
        String kernel,
        Map<String, String> constants) {
    private static final Map<String, Architecture> KNOWN = Stream.of(ResNet.resnet18(), EfficientNetLite.lite0())
            .collect(Collectors.toMap(Architecture::name, Function.identity(), (a, b) -> a, TreeMap::new));

    public Architecture {
        stageChannels = List.copyOf(stageChannels);
        parameters = List.copyOf(parameters);
        constants = Map.copyOf(constants);
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

    /**
     * Compares a file's arrays with the state of this architecture. The classifier of a supervised network may be there; it is not used.
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
                        "%s needs the tensor %s of shape %s, the file has none of that name"
                                .formatted(name, parameter.name(), Arrays.toString(parameter.shape())));
            }
            if (!Arrays.equals(shape, parameter.shape())) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_MISMATCH,
                        "%s needs the tensor %s of shape %s, the file has %s"
                                .formatted(
                                        name,
                                        parameter.name(),
                                        Arrays.toString(parameter.shape()),
                                        Arrays.toString(shape)));
            }
        }
    }
}
