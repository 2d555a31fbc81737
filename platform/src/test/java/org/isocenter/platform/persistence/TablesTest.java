package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.isocenter.platform.testing.GroundProfile;
import org.junit.jupiter.api.Test;

/** What deletion and reconciliation rest on holds for each table, also for the next one. */
@QuarkusTest
@TestProfile(GroundProfile.class)
class TablesTest {
    /** Columns that may name a blob, all of them known to {@link BlobRows}. */
    private static final Set<String> NAMING = Set.of(
            "cohort_member.blob",
            "encoder.record",
            "head.record",
            "instance.blob",
            "instance_version.blob",
            "job.before_blob",
            "job.checkpoint_blob",
            "job.parameters",
            "job.result",
            "job_picture.blob",
            "label.mask");

    /** Columns of JSON, or of such a name, that name none. */
    private static final Set<String> NOT_NAMING = Set.of(
            "archive.connection",
            "archive.limits",
            "cohort.query",
            "flag.evidence",
            "instance.headers",
            "instance_quality.events",
            "instance_version.headers",
            "label.classes",
            "label_scheme.classes",
            "project.deidentification",
            "purge.report",
            "removed_blob.blob",
            "schedule.record",
            "schedule_run.record",
            "series.headers",
            "study.headers");

    @Inject
    EntityManager em;

    @Test
    void what_belongs_to_something_goes_with_it() {
        assertThat(strings("""
                select conrelid::regclass || ' ' || conname from pg_constraint
                where contype = 'f' and confdeltype <> 'c' and conrelid::regclass::text not like 'audit%'
                  and confrelid::regclass::text not in ('series', 'study')"""))
                .as(
                        "foreign keys without \"on delete cascade\": a deleted project would leave rows, or could not be deleted")
                .isEmpty();
    }

    @Test
    void what_has_a_project_belongs_to_it() {
        assertThat(strings("""
                select c.table_name from information_schema.columns c
                where c.table_schema = current_schema() and c.column_name = 'project_id'
                  and c.table_name <> 'purge' and c.table_name not like 'audit%'
                  and not exists (select 1 from pg_constraint f
                                  where f.contype = 'f' and f.confrelid in ('project'::regclass, 'study'::regclass, 'instance'::regclass)
                                    and f.conrelid = quote_ident(c.table_name)::regclass)"""))
                .as("tables with a project_id that does not reference project")
                .isEmpty();
    }

    @Test
    void every_column_that_may_name_a_blob_is_known() {
        List<String> columns = strings("""
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = current_schema() and table_name not like 'audit%' and table_name not like 'flyway%'
                  and (data_type = 'jsonb' or column_name ~ '(blob|mask|weights)$')""");
        assertThat(columns)
                .as(
                        "columns that BlobRows must look at, or that name no blob: without a decision, objects that they name would be deleted")
                .allMatch(column -> NAMING.contains(column) || NOT_NAMING.contains(column));
        assertThat(columns).containsAll(NAMING);
    }

    private List<String> strings(String sql) {
        List<?> rows =
                em.createNativeQuery(sql.replace("::", "\\:\\:"), String.class).getResultList();
        return rows.stream().map(String.class::cast).toList();
    }
}
