package org.isocenter.training.worker;

import ai.djl.ndarray.NDManager;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.training.config.TrainingConfig;
import org.isocenter.training.encoder.EncoderFeatures;

/**
 * The heads and encoders that were asked last, open for the next question. Whoever asks has a model to itself: it is taken out for the question and put back
 * after it, so that two questions at once never meet in its arrays and none is closed while it answers. One that failed is closed and opened anew.
 *
 * <p>A model is known by all that decides what it answers: the SHA-256 of its weights and of its encoder's, its configuration, its architecture and the size of
 * its views. Device and threads are those of the process. Whether a head may be asked at all is not decided here.
 */
@ApplicationScoped
class OpenModels {
    private final Holdings holdings;
    private final HeadFiles heads;
    private final ModelFiles files;
    private final TrainingConfig config;
    private final Map<List<Object>, Open> idle = new LinkedHashMap<>(); // the one asked longest ago first
    private boolean closed;

    OpenModels(Holdings holdings, HeadFiles heads, ModelFiles files, TrainingConfig config) {
        this.holdings = holdings;
        this.heads = heads;
        this.files = files;
        this.config = config;
    }

    /** A model and the memory that its arrays are in. */
    private record Open(Object model, NDManager memory) {}

    /** Asks a head. */
    <A> A head(HeadVersion head, Function<OpenHead, A> question) {
        EncoderVersion encoder = holdings.encoder(head.project(), head.encoder());
        return ask(
                OpenHead.class,
                List.of(head.id(), head.weights(), head.configuration(), encoder.architecture(), encoder.weights()),
                memory -> new OpenHead(head, heads, memory),
                question);
    }

    /**
     * Asks an encoder.
     *
     * @param imageSize side of its views in pixels
     */
    <A> A encoder(EncoderVersion encoder, int imageSize, Function<EncoderFeatures, A> question) {
        return ask(
                EncoderFeatures.class,
                List.of(encoder.architecture(), encoder.weights(), imageSize),
                memory -> new EncoderFeatures(files.open(encoder, memory), memory, imageSize),
                question);
    }

    private <M, A> A ask(Class<M> kind, List<Object> key, Function<NDManager, M> opening, Function<M, A> question) {
        Open open = take(key).orElseGet(() -> open(opening));
        boolean answered = false;
        try {
            A answer = question.apply(kind.cast(open.model()));
            answered = true;
            return answer;
        } finally {
            if (answered) {
                putBack(key, open);
            } else {
                open.memory().close();
            }
        }
    }

    private static Open open(Function<NDManager, ?> opening) {
        NDManager memory = EngineMemory.forJob();
        try {
            return new Open(opening.apply(memory), memory);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /** One that is open; where there is none, room for it. */
    private synchronized Optional<Open> take(List<Object> key) {
        Optional<Open> found = Optional.ofNullable(idle.remove(key));
        if (found.isEmpty()) {
            closeAllBut(Math.max(0, config.openModels() - 1));
        }
        return found;
    }

    private synchronized void putBack(List<Object> key, Open open) {
        Optional.ofNullable(idle.remove(key)).ifPresent(twin -> twin.memory().close());
        idle.put(key, open);
        closeAllBut(closed ? 0 : config.openModels());
    }

    private void closeAllBut(int newest) {
        Iterator<Open> oldest = idle.values().iterator();
        while (idle.size() > newest) {
            oldest.next().memory().close();
            oldest.remove();
        }
    }

    /** Closes them all; what is still asked is closed once it has answered. */
    @PreDestroy
    synchronized void close() {
        closed = true;
        closeAllBut(0);
    }
}
