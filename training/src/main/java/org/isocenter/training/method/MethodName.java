package org.isocenter.training.method;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.TokenEncoder;

/** The methods by the names that people give them, with what they are trained with. */
public enum MethodName {
    SIMCLR(SimClr.DEFAULTS, SimClr.DEFAULTS.forTransformers(), SimClr::new),
    MOCOV3(MoCoV3.DEFAULTS, MoCoV3.DEFAULTS.forTransformers(), MoCoV3::new),
    BYOL(Byol.DEFAULTS, Byol.DEFAULTS.forTransformers(), Byol::new),
    SIMSIAM(SimSiam.DEFAULTS, SimSiam.DEFAULTS.forTransformers(), SimSiam::new),
    SWAV(Swav.DEFAULTS, Swav.DEFAULTS.forTransformers(), Swav::new),
    BARLOWTWINS(BarlowTwins.DEFAULTS, BarlowTwins.DEFAULTS.forTransformers(), BarlowTwins::new),
    VICREG(VicReg.DEFAULTS, VicReg.DEFAULTS.forTransformers(), VicReg::new),
    MAE(Mae.DEFAULTS, Mae.DEFAULTS, Mae::new),
    DINO(Dino.DEFAULTS, Dino.DEFAULTS, Dino::new),
    DINOV2(DinoV2.DEFAULTS, DinoV2.DEFAULTS, DinoV2::new),
    MICLE(MicLe.DEFAULTS, MicLe.DEFAULTS.forTransformers(), MicLe::new),
    SUPERVISED(Supervised.DEFAULTS, Supervised.DEFAULTS.forTransformers(), Supervised::new);

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers and records of numbers
    private final Defaults convolutional;

    @SuppressWarnings("ImmutableEnumChecker") // as above
    private final Defaults transformer;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Function<MethodSetup, SslMethod> constructor;

    MethodName(Defaults convolutional, Defaults transformer, Function<MethodSetup, SslMethod> constructor) {
        this.convolutional = convolutional;
        this.transformer = transformer;
        this.constructor = constructor;
    }

    /** As it is written: {@code simclr}, {@code mocov3}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, as they are written. */
    public static List<String> words() {
        return Arrays.stream(values()).map(MethodName::word).toList();
    }

    /** The method of a name; capitals, blanks and hyphens in it do not matter: {@code MoCo v3}, {@code barlow-twins}. */
    public static Optional<MethodName> find(String name) {
        String word = name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(method -> method.word().equals(word))
                .findFirst();
    }

    /**
     * The method of a name.
     *
     * @throws PlatformException {@code INVALID_PLAN} listing those there are
     */
    public static MethodName of(String name) {
        return find(name)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.INVALID_PLAN,
                        "there is no method %s; choose one of %s".formatted(name, String.join(", ", words()))));
    }

    /** What an encoder is trained with where nothing else is asked for. */
    public Defaults defaults(Architecture architecture) {
        return TokenEncoder.isTransformer(architecture) ? transformer : convolutional;
    }

    /** The temperature of the loss where nothing else is asked for; empty where the method has none. */
    public Optional<Double> temperature() {
        return convolutional.temperature();
    }

    /**
     * Refuses an encoder that the method cannot train, and images of broken patches where it hides patches.
     *
     * @throws PlatformException {@code INVALID_PLAN}
     */
    public void requireFit(Architecture architecture, int imageSize) {
        if (hidesPatches() && !TokenEncoder.isTransformer(architecture)) {
            throw new PlatformException(
                    ErrorCode.INVALID_PLAN,
                    "%s hides patches and needs a vision transformer, such as vit_tiny_patch16_224; %s is none"
                            .formatted(word(), architecture.name()));
        }
        if (hidesPatches() && imageSize % TokenEncoder.patch(architecture) != 0) {
            throw new PlatformException(
                    ErrorCode.INVALID_PLAN,
                    "%s hides patches and needs images of whole ones, a multiple of %d pixels; %d is none"
                            .formatted(word(), TokenEncoder.patch(architecture), imageSize));
        }
    }

    /** Whether it hides patches from the encoder, which then has to be a vision transformer. */
    public boolean hidesPatches() {
        return this == MAE || this == DINOV2;
    }

    /** The encoder where none is asked for. */
    public String usualEncoder() {
        return hidesPatches() ? "vit_tiny_patch16_224" : "tf_efficientnet_lite0";
    }

    /** The method at its start. */
    public SslMethod create(MethodSetup setup) {
        return constructor.apply(setup);
    }
}
