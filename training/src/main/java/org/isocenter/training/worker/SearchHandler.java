package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.cohort.CohortMember;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobPicture;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.JobHandler;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.CachedFrames;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.picture.PictureGrid;
import org.isocenter.training.probe.KnnProbe;
import org.isocenter.training.view.EvaluationView;
import org.isocenter.training.view.Plane;

/** Finds the images that an encoder, as it is, sees as most like an example, by the cosine of their representations, and shows them beside it. */
@ApplicationScoped
class SearchHandler implements JobHandler {
    private static final int COLUMNS = 5;

    private final Holdings holdings;
    private final CohortFrames frames;
    private final OpenModels models;
    private final BlobStore blobs;

    SearchHandler(Holdings holdings, CohortFrames frames, OpenModels models, BlobStore blobs) {
        this.holdings = holdings;
        this.frames = frames;
        this.models = models;
        this.blobs = blobs;
    }

    @Override
    public JobKind kind() {
        return JobKind.SEARCH;
    }

    @Override
    public Map<String, Object> run(JobRun run) {
        ProjectId project = run.job().project();
        SearchPlan plan = SearchPlan.of(run.job().parameters());
        List<CohortMember> members = new ArrayList<>(frames.members(project, Set.of(plan.like())));
        compared(project, plan).stream()
                .filter(member -> !member.frame().equals(plan.like()))
                .forEach(members::add);
        CachedFrames images = frames.of(members, plan.imageSize(), run);
        return models.encoder(
                holdings.encoder(project, plan.encoder()),
                plan.imageSize(),
                features -> answer(run, plan, members, images, features));
    }

    private Map<String, Object> answer(
            JobRun run, SearchPlan plan, List<CohortMember> members, CachedFrames images, EncoderFeatures features) {
        double[] cosines = cosines(new SteppedEmbedder(features, run).embed(images));
        List<Integer> nearest = IntStream.range(1, members.size())
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -cosines[place]))
                .limit(plan.top())
                .toList();
        EvaluationView view = new EvaluationView(
                plan.imageSize(), features.encoder().architecture().normalisation());
        show(run, members, nearest, images, view);
        return Map.of(
                "compared",
                members.size() - 1,
                "neighbours",
                nearest.stream()
                        .map(place -> said(members.get(place), cosines[place]))
                        .toList());
    }

    private List<CohortMember> compared(ProjectId project, SearchPlan plan) {
        return plan.cohortVersion()
                .map(version -> holdings.cohortVersion(project, version).members())
                .orElseGet(() -> frames.below(project, Optional.empty(), Optional.empty()));
    }

    /** Of every image with the first. */
    private static double[] cosines(double[][] features) {
        double[][] rows = KnnProbe.normalised(features);
        return IntStream.range(0, rows.length)
                .mapToDouble(place -> KnnProbe.dot(rows[0], rows[place]))
                .toArray();
    }

    private static Map<String, Object> said(CohortMember member, double cosine) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("sopInstanceUid", member.frame().instance().value());
        values.put("frame", member.frame().frame());
        values.put("patient", member.patient().value());
        values.put("cosine", cosine);
        return values;
    }

    private void show(
            JobRun run, List<CohortMember> members, List<Integer> nearest, CachedFrames images, EvaluationView view) {
        Plane black = Plane.black(view.size(), view.size(), 1);
        List<List<Plane>> rows = new ArrayList<>();
        for (int from = 0; from < nearest.size(); from += COLUMNS) {
            List<Integer> some = nearest.subList(from, Math.min(nearest.size(), from + COLUMNS));
            Stream<Plane> first = Stream.of(from == 0 ? view.plane(images.frame(0)) : black);
            Stream<Plane> found = some.stream().map(place -> view.plane(images.frame(place)));
            Stream<Plane> rest = Stream.generate(() -> black).limit(COLUMNS - some.size());
            rows.add(Stream.of(first, found, rest).flatMap(planes -> planes).toList());
        }
        if (!rows.isEmpty()) {
            run.picture(new JobPicture(
                    0,
                    "neighbours",
                    "On the left the example, beside it the images that the encoder finds most like it among %d, the nearest first."
                            .formatted(members.size() - 1),
                    Stream.concat(Stream.of(0), nearest.stream())
                            .map(place -> members.get(place).frame().instance())
                            .distinct()
                            .toList(),
                    blobs.put(new PictureGrid(rows).png())));
        }
    }
}
