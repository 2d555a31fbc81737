package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.SeriesGeometries;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.StudyUid;

/** What was wrong with the instances of a study as they came, and what keeps a series from being one regular volume. */
@Path("/api/v1")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class QualityResource {
    private final QualityEvents events;
    private final Instance<SeriesGeometries> geometries;
    private final Access access;

    QualityResource(QualityEvents events, Instance<SeriesGeometries> geometries, Access access) {
        this.events = events;
        this.geometries = geometries;
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
        ProjectId owner = access.project(project).id();
        StudyUid uid = new StudyUid(study);
        return Stream.concat(
                        events.of(owner, uid).stream(),
                        geometries.stream().flatMap(geometry -> geometry.of(owner, uid).stream()))
                .map(QualityView::of)
                .toList();
    }
}
