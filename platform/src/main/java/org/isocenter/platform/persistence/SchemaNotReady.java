package org.isocenter.platform.persistence;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Scheduled work waits for the schema. */
@Singleton
public class SchemaNotReady implements Scheduled.SkipPredicate {
    private final Schema schema;

    SchemaNotReady(Schema schema) {
        this.schema = schema;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !schema.isReady();
    }
}
