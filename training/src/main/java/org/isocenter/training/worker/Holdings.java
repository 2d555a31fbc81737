package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.isocenter.platform.cohort.CohortHash;
import org.isocenter.platform.cohort.CohortVersion;
import org.isocenter.platform.cohort.Cohorts;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.HeadState;
import org.isocenter.platform.model.HeadStep;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.work.Parameters;

/** What a plan may name: the things of its own project. Another project's thing is not there. */
@ApplicationScoped
class Holdings {
    private final Cohorts cohorts;
    private final LabelSets labelSets;
    private final ModelRegistry models;
    private final RemoteArchives archives;

    Holdings(Cohorts cohorts, LabelSets labelSets, ModelRegistry models, RemoteArchives archives) {
        this.cohorts = cohorts;
        this.labelSets = labelSets;
        this.models = models;
        this.archives = archives;
    }

    /** A version with all members that it was frozen with, so that its hash says what a run has seen; {@code CONFLICT} where it has others now. */
    CohortVersion cohortVersion(ProjectId project, UUID id) {
        CohortVersion version = cohorts.version(id)
                .filter(found -> found.cohort().project().equals(project))
                .orElseThrow(() -> notFound("cohort version", id));
        if (version.lost() > 0) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "the cohort version has lost %d frames to a deletion; freeze the next version and use that"
                            .formatted(version.lost()));
        }
        String now = CohortHash.of(version.members());
        if (!now.equals(version.sha256())) {
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "the cohort version has changed since it was split: expected members of hash %s, came %s; freeze the next version and use that"
                            .formatted(version.sha256(), now));
        }
        return version;
    }

    /** A set whose labels no longer change. */
    LabelSet frozenLabels(ProjectId project, UUID id) {
        LabelSet set = labelSets
                .find(id)
                .filter(found -> found.project().equals(project))
                .orElseThrow(() -> notFound("label set", id));
        if (!set.frozen()) {
            throw Parameters.wrong("labelSet", "must be frozen first, so that the run can be repeated", id);
        }
        return set;
    }

    /** An encoder; {@code UNKNOWN_ENCODER} names those there are. */
    EncoderVersion encoder(ProjectId project, UUID id) {
        return models.encoder(id)
                .filter(encoder -> encoder.project().equals(project))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.UNKNOWN_ENCODER,
                        "the project has no encoder %s; it has %s"
                                .formatted(
                                        id,
                                        models.encoders(project).stream()
                                                .map(known -> known.id() + " (" + known.name() + ")")
                                                .toList())));
    }

    HeadVersion head(ProjectId project, UUID id) {
        return models.head(id).filter(head -> head.project().equals(project)).orElseThrow(() -> notFound("head", id));
    }

    /** A head that may be asked; {@code CONFLICT} where it is retired. */
    HeadVersion headInUse(ProjectId project, UUID id) {
        HeadVersion head = head(project, id);
        if (head.state() == HeadState.RETIRED) {
            HeadStep last = head.steps().get(head.steps().size() - 1);
            throw new PlatformException(
                    ErrorCode.CONFLICT,
                    "the head %s was retired by %s (%s); ask another".formatted(id, last.by(), last.comment()));
        }
        return head;
    }

    /** The heads of the same run, of the same kind and on the same images, that began elsewhere. */
    List<HeadVersion> baselines(HeadVersion head) {
        return models.heads(head.project()).stream()
                .filter(other -> other.job().equals(head.job())
                        && other.kind().equals(head.kind())
                        && !other.init().equals(head.init())
                        && !other.init().equals(Init.CHAIN.word())
                        && Objects.equals(
                                other.configuration().get(HeadFiles.ACT_ON_FLAGS),
                                head.configuration().get(HeadFiles.ACT_ON_FLAGS)))
                .toList();
    }

    /** The chain of a head's encoder, the encoder first. */
    List<EncoderVersion> lineage(HeadVersion head) {
        return models.lineage(head.encoder());
    }

    /** An archive that results can be sent to. */
    RemoteArchive archive(ProjectId project, String name) {
        return archives.find(project, name)
                .orElseThrow(() -> Parameters.wrong(
                        "sendTo",
                        "must be one of the project's archives "
                                + archives.of(project).stream()
                                        .map(RemoteArchive::name)
                                        .toList(),
                        name));
    }

    private static PlatformException notFound(String what, UUID id) {
        return new PlatformException(ErrorCode.NOT_FOUND, "the project has no %s %s".formatted(what, id));
    }
}
