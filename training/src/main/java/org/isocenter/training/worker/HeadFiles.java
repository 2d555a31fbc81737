package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.training.data.Embedder;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.familiarity.Familiarity;
import org.isocenter.training.finetune.ClassificationHead;
import org.isocenter.training.finetune.DecoderHead;
import org.isocenter.training.finetune.FineTunedHead;
import org.isocenter.training.finetune.KnnHead;
import org.isocenter.training.finetune.LinearHead;
import org.isocenter.training.finetune.MaskRules;
import org.isocenter.training.finetune.PrototypeHead;
import org.isocenter.training.weights.Weights;

/** Registered heads, ready for use; they live as long as the memory they are opened in. */
@ApplicationScoped
class HeadFiles {
    static final String CLASSES = "classes";
    static final String MASK_RULES = "maskRules";
    static final String IMAGE_SIZE = "imageSize";
    static final String MODALITIES = "modalities";
    /** Prefix of the tensors that say what the training images look like. */
    static final String FAMILIAR = "familiar.";

    /** How images without a label were learnt from; absent where they were not. */
    static final String SELF_TRAINING = "selfTraining";

    /** Whether flagged training images were left out. */
    static final String ACT_ON_FLAGS = "actOnFlags";

    /** Training frames, as text, that no head learnt from because a test frame has the same pixels; absent where there are none. */
    static final String LEFT_OUT = "leftOutOfTraining";

    /** By which the logits of a head are divided to calibrate it; absent where none could be fitted. */
    static final String TEMPERATURE = "temperature";

    private final Holdings holdings;
    private final ModelFiles files;

    HeadFiles(Holdings holdings, ModelFiles files) {
        this.holdings = holdings;
        this.files = files;
    }

    /** A head for classes. */
    ClassificationHead classifier(HeadVersion head, NDManager manager) {
        return isFrozen(head) ? frozen(head, weights(head), start(head, manager)) : tuned(head, manager);
    }

    /** Whether it reads what the encoder says that it started from, and has none of its own. */
    static boolean isFrozen(HeadVersion head) {
        return !head.kind().equals(FinetunePlan.FINETUNED);
    }

    /** A head for classes that is frozen, on what an encoder says. */
    static ClassificationHead frozen(HeadVersion head, Weights weights, Embedder features) {
        return switch (head.kind()) {
            case FinetunePlan.PROTOTYPE -> PrototypeHead.load(features, weights, head.task());
            case FinetunePlan.KNN -> KnnHead.load(features, weights);
            default -> LinearHead.load(features, weights, head.task());
        };
    }

    /** A head for classes with an encoder of its own. */
    ClassificationHead tuned(HeadVersion head, NDManager manager) {
        EncoderVersion encoder = holdings.encoder(head.project(), head.encoder());
        Architecture architecture = Architecture.named(encoder.architecture());
        return FineTunedHead.load(architecture, weights(head), head.task(), imageSize(head), manager);
    }

    /** All of its tensors. */
    Weights weights(HeadVersion head) {
        return files.read(head.weights());
    }

    /** A head for masks. */
    DecoderHead segmenter(HeadVersion head, NDManager manager) {
        EncoderVersion encoder = holdings.encoder(head.project(), head.encoder());
        return DecoderHead.load(
                Architecture.named(encoder.architecture()),
                weights(head),
                classes(head).size(),
                imageSize(head),
                MaskRules.of(head.configuration().get(MASK_RULES)),
                manager);
    }

    /** What the encoder that the head started from makes of images: the space in which strange and familiar are told apart. */
    Embedder start(HeadVersion head, NDManager manager) {
        EncoderVersion encoder = holdings.encoder(head.project(), head.encoder());
        return new EncoderFeatures(files.open(encoder, manager), manager, imageSize(head));
    }

    /** What its training images look like; empty where the head was trained before that was kept. */
    static Optional<Familiarity> familiarity(Weights weights) {
        return Familiarity.load(weights.of(FAMILIAR));
    }

    /** The classes in the order of their indices. */
    static List<String> classes(HeadVersion head) {
        return head.configuration().get(CLASSES) instanceof List<?> names
                ? names.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Training frames that the head did not learn from, as text. */
    static List<String> leftOut(HeadVersion head) {
        return head.configuration().get(LEFT_OUT) instanceof List<?> frames
                ? frames.stream().map(Object::toString).toList()
                : List.of();
    }

    /** Side of the view that the head was trained with, in pixels. */
    static int imageSize(HeadVersion head) {
        return ((Number) head.configuration().getOrDefault(IMAGE_SIZE, 64)).intValue();
    }
}
