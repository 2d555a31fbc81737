package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.StudyUid;

/** What was wrong with the instances of a study as they came, series by series. */
@Path("/api/v1")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class QualityResource {
    private final QualityEvents events;
    private final Access access;

    QualityResource(QualityEvents events, Access access) {
        this.events = events;
        this.access = access;
    }

    /** A quality event of a series as it is shown. */
    public record QualityView(
            String seriesInstanceUid, String kind, String place, long instances, String firstInstanceUid) {
        static QualityView of(SeriesQuality quality) {
            return new QualityView(
                    quality.series().value(),
                    quality.event().kind().name(),
                    quality.event().place(),
                    quality.instances(),
                    quality.first().value());
        }
    }

    @GET
    @Path("projects/{project}/studies/{study}/quality")
    public List<QualityView> quality(String project, String study) {
        return events.of(access.project(project).id(), new StudyUid(study)).stream()
                .map(QualityView::of)
                .toList();
    }
}
