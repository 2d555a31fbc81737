package org.isocenter.dicom.once;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.pipeline.UnkeptImages;
import org.isocenter.dicom.pipeline.UnkeptImages.Unkept;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Job;
import org.isocenter.platform.job.JobKind;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.job.JobRequest;
import org.isocenter.platform.job.JobState;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.ProjectKeys;

/**
 * Asks a head about an image that is not kept. The de-identified image lies in the store, and the question in the job table, until a worker has answered; both go
 * before the answer is given, and in time where this process is gone.
 */
@ApplicationScoped
public class OnceAsked {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int BEFORE_OTHERS = 100;

    private final ProjectKeys keys;
    private final BlobStore store;
    private final JobQueue jobs;
    private final UnkeptImages images = new UnkeptImages();

    OnceAsked(ProjectKeys keys, BlobStore store, JobQueue jobs) {
        this.keys = keys;
        this.store = store;
        this.jobs = jobs;
    }

    /**
     * The answer.
     *
     * @param file a Part 10 file or a picture
     * @param evenIf whether the head answers where it would abstain
     * @throws PlatformException with the code that says what is wrong with the image, {@code UNAVAILABLE} where no worker answers in time
     */
    public Map<String, Object> ask(Project project, HeadVersion head, byte[] file, boolean evenIf) {
        Unkept image = images.clean(project, keys.key(project.id()), file);
        BlobKey blob = store.put(out -> Part10Writer.write(image.object(), out));
        Optional<Job> job = Optional.empty();
        try {
            job = Optional.of(jobs.submit(new JobRequest(
                    project.id(),
                    JobKind.PREDICT_ONCE,
                    Map.of(
                            "head",
                            head.id().toString(),
                            "blob",
                            blob.sha256(),
                            "frames",
                            image.frames(),
                            "modality",
                            image.modality().code(),
                            "evenIfAbstaining",
                            evenIf),
                    BEFORE_OTHERS,
                    UUID.randomUUID().toString())));
            return answer(job.get().id());
        } finally {
            job.map(Job::id).ifPresent(jobs::forget);
            store.delete(blob);
        }
    }

    private Map<String, Object> answer(UUID id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Job job = jobs.find(id).orElseThrow(OnceAsked::silence);
            if (job.state() == JobState.SUCCEEDED) {
                return job.result();
            }
            if (job.failure().isPresent()) {
                throw new PlatformException(
                        job.failure().get().code(), job.failure().get().message());
            }
            jobs.awaitEnd(id, BETWEEN_LOOKS);
        }
        throw silence();
    }

    private static PlatformException silence() {
        return new PlatformException(
                ErrorCode.UNAVAILABLE,
                "Expected a worker of the lane interactive to answer within %d seconds; start one, or look at what it does."
                        .formatted(PATIENCE.toSeconds()));
    }
}
