package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.QualityEvent;
import org.isocenter.platform.study.QualityEvent.Kind;
import org.isocenter.platform.study.QualityEvents;
import org.isocenter.platform.study.SeriesQuality;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GroundProfile.class)
class QualityEventsTest {
    private static final QualityEvent NO_SEX = new QualityEvent(Kind.MISSING_ATTRIBUTE, "PatientSex");
    private static final QualityEvent NO_TYPE = new QualityEvent(Kind.EMPTY_ATTRIBUTE, "ImageType");

    @Inject
    QualityEvents events;

    @Inject
    StudyIndex index;

    @Inject
    Fixture fixture;

    @Test
    void events_are_summed_up_by_series_and_leave_with_their_instance() {
        ProjectId project = fixture.project();
        InstanceRecord first = Fixture.instance(project, 1, 1);
        InstanceRecord second = Fixture.instance(project, 1, 2);
        InstanceRecord clean = Fixture.instance(project, 2, 1);
        List.of(first, second, clean).forEach(index::index);
        events.record(project, first.instance(), List.of(NO_TYPE));
        events.record(project, first.instance(), List.of(NO_SEX, NO_TYPE));
        events.record(project, second.instance(), List.of(NO_SEX));
        events.record(project, clean.instance(), List.of());

        assertThat(events.of(project, first.study()))
                .containsExactly(
                        new SeriesQuality(first.series(), NO_TYPE, 1, first.instance()),
                        new SeriesQuality(first.series(), NO_SEX, 2, first.instance()));
        assertThat(events.of(project, clean.study())).isEmpty();
        fixture.remove(project, first.instance().value());
        assertThat(events.of(project, first.study()))
                .containsExactly(new SeriesQuality(first.series(), NO_SEX, 1, second.instance()));
    }
}
