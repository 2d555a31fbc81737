package org.isocenter.training.weights;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * A file of weights trained on ImageNet that its publisher offers; the beginning of its SHA-256 is part of its name.
 *
 * @param architecture that it fits
 * @param publisher whose names its arrays have: torchvision or timm; the parts of torchvision's ConvNeXt are renamed when it comes in
 * @param file its name
 * @param url where it is
 * @param sha256Prefix eight hexadecimal digits
 */
public record PublishedWeights(String architecture, String publisher, String file, URI url, String sha256Prefix) {
    private static final String TORCHVISION = "https://download.pytorch.org/models/";
    private static final String TIMM =
            "https://github.com/huggingface/pytorch-image-models/releases/download/v0.1-weights/";
    private static final String TIMM_RSB =
            "https://github.com/huggingface/pytorch-image-models/releases/download/v0.1-rsb-weights/";
    private static final String DEIT = "https://dl.fbaipublicfiles.com/deit/";

    private static final List<PublishedWeights> ALL = List.of(
            torchvision("resnet18", "resnet18-f37072fd.pth"),
            torchvision("resnet34", "resnet34-b627a593.pth"),
            torchvision("resnet50", "resnet50-0676ba61.pth"),
            torchvision("resnet50", "resnet50-11ad3fa6.pth"),
            timm("vit_tiny_patch16_224", DEIT, "deit_tiny_patch16_224-a1311bcf.pth"),
            timm("vit_small_patch16_224", DEIT, "deit_small_patch16_224-cd65a155.pth"),
            timm("vit_base_patch16_224", DEIT, "deit_base_patch16_224-b5f2ef4d.pth"),
            timm("convnext_atto", TIMM_RSB, "convnext_atto_d2-01bb0f51.pth"),
            torchvision("convnext_tiny", "convnext_tiny-983f1562.pth"),
            timm("tf_efficientnet_lite0", TIMM, "tf_efficientnet_lite0-0aa007d2.pth"));

    private static PublishedWeights torchvision(String architecture, String file) {
        return new PublishedWeights(architecture, "torchvision", file, URI.create(TORCHVISION + file), prefix(file));
    }

    private static PublishedWeights timm(String architecture, String folder, String file) {
        return new PublishedWeights(architecture, "timm", file, URI.create(folder + file), prefix(file));
    }

    private static String prefix(String file) {
        return file.substring(file.lastIndexOf('-') + 1, file.lastIndexOf('.'));
    }

    /** All that are known, at least one for each architecture. */
    public static List<PublishedWeights> all() {
        return ALL;
    }

    /**
     * The weights that somebody means.
     *
     * @param word a file's name, or an architecture's, which stands for its first file
     * @throws PlatformException {@code UNKNOWN_ENCODER} listing those there are
     */
    public static PublishedWeights named(String word) {
        return ALL.stream()
                .filter(each -> each.file().equals(word) || each.architecture().equals(word))
                .findFirst()
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.UNKNOWN_ENCODER,
                        "there are no published weights %s; choose one of %s"
                                .formatted(
                                        word,
                                        ALL.stream().map(PublishedWeights::file).collect(Collectors.joining(", ")))));
    }
}
