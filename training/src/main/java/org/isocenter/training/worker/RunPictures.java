package org.isocenter.training.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.cohort.Partition;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.training.data.EpochOrder;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.SomeFrames;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.kernel.Gradients;
import org.isocenter.training.loop.RunProgress;
import org.isocenter.training.method.Reconstruction;
import org.isocenter.training.method.SslMethod;
import org.isocenter.training.picture.Neighbours;
import org.isocenter.training.picture.PictureGrid;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Normalisation;
import org.isocenter.training.view.Plane;

/**
 * Pictures of what a run makes of some images of its cohort, after epochs 1, 2, 4, 8 and so on and after the last: which the encoder finds alike, and for a
 * method that hides parts what it fills in. Patients who are held back are never shown, whatever the run looks at.
 */
final class RunPictures {
    private static final int SHOWN = 6;
    private static final int NEIGHBOURS = 6;
    private static final int COMPARED = 256;

    private final List<CohortMember> members;
    private final SomeFrames compared;
    private final int imageSize;
    private final List<Integer> shown;
    private final Function<byte[], BlobKey> store;
    private final Consumer<JobPicture> keep;

    /**
     * Chooses the images, by the seed alone.
     *
     * @param store takes a PNG
     * @param keep is told of a picture that is stored
     */
    RunPictures(PretrainInput input, Function<byte[], BlobKey> store, Consumer<JobPicture> keep) {
        this(
                input.images(),
                input.members(),
                input.plan().imageSize(),
                input.plan().seed(),
                store,
                keep);
    }

    RunPictures(
            FrameSource frames,
            List<CohortMember> all,
            int imageSize,
            long seed,
            Function<byte[], BlobKey> store,
            Consumer<JobPicture> keep) {
        this.imageSize = imageSize;
        this.store = store;
        this.keep = keep;
        List<Integer> places = IntStream.of(EpochOrder.of(seed, 0, frames.size()))
                .filter(place -> isOpen(all.get(place)))
                .limit(COMPARED)
                .boxed()
                .toList();
        this.compared = new SomeFrames(frames, places);
        this.members = places.stream().map(all::get).toList();
        this.shown = onePerPatient();
    }

    private static boolean isOpen(CohortMember member) {
        return member.partition() == Partition.TRAIN || member.partition() == Partition.UNLABELLED;
    }

    private List<Integer> onePerPatient() {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            first.putIfAbsent(members.get(i).patient().toString(), i);
        }
        return first.values().stream().limit(SHOWN).toList();
    }

    /** Draws after an epoch whose turn it is; a patient without another to compare with has no neighbours. */
    void show(SslMethod method, RunProgress progress) {
        boolean due = Long.bitCount(progress.epochs()) == 1 || progress.step() == progress.steps();
        if (due && !shown.isEmpty()) {
            try (NDManager own = EngineMemory.forJob()) {
                neighbours(method, progress, own);
                reconstructions(method, progress, own);
            }
        }
    }

    private void neighbours(SslMethod method, RunProgress progress, NDManager own) {
        double[][] features = new EncoderFeatures(method.encoder(), own, imageSize).embed(compared);
        Neighbours alike = new Neighbours(
                features,
                members.stream().map(member -> member.patient().toString()).toList());
        EvaluationView view = view(method);
        List<List<Integer>> rows = shown.stream()
                .map(image -> Stream.concat(Stream.of(image), alike.of(image, NEIGHBOURS).stream())
                        .toList())
                .toList();
        int columns = rows.stream().mapToInt(List::size).min().orElse(0);
        if (columns > 1) {
            keep(
                    "neighbours",
                    progress,
                    "After epoch %d: on the left an image, beside it those of other patients that the encoder finds most alike among %d, the nearest first."
                            .formatted(progress.epochs(), compared.size()),
                    rows.stream()
                            .map(row -> row.stream()
                                    .limit(columns)
                                    .map(place -> view.plane(compared.frame(place)))
                                    .toList())
                            .toList(),
                    rows.stream().flatMap(List::stream).toList());
        }
    }

    private void reconstructions(SslMethod method, RunProgress progress, NDManager own) {
        EvaluationView view = view(method);
        Normalisation normalisation = view.normalisation();
        float[] values = new float[shown.size() * view.length()];
        for (int i = 0; i < shown.size(); i++) {
            view.write(compared.frame(shown.get(i)), values, i * view.length());
        }
        NDArray images = own.create(values, new Shape(shown.size(), normalisation.channels(), imageSize, imageSize));
        Optional<Reconstruction> result = Gradients.off(() -> method.reconstruct(images));
        result.ifPresent(filled -> {
            float[] hidden = filled.seen().toFloatArray();
            float[] whole = filled.filled().toFloatArray();
            List<List<Plane>> rows = IntStream.range(0, shown.size())
                    .mapToObj(i -> Stream.of(values, hidden, whole)
                            .map(each -> normalisation.read(each, i * view.length(), imageSize, imageSize))
                            .toList())
                    .toList();
            keep(
                    "reconstructions",
                    progress,
                    "After epoch %d: on the left an image, then what the encoder sees of it, then what is filled in. Brightness and contrast of a patch are the image's own: the loss leaves them out."
                            .formatted(progress.epochs()),
                    rows,
                    shown);
        });
    }

    private EvaluationView view(SslMethod method) {
        return new EvaluationView(imageSize, method.encoder().architecture().normalisation());
    }

    private void keep(String name, RunProgress progress, String caption, List<List<Plane>> rows, List<Integer> seen) {
        keep.accept(new JobPicture(
                progress.step(),
                name,
                caption,
                seen.stream()
                        .map(place -> members.get(place).frame().instance())
                        .distinct()
                        .toList(),
                store.apply(new PictureGrid(rows).png())));
    }
}
