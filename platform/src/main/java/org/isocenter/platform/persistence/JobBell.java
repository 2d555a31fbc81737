package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Lane;
import org.postgresql.PGConnection;

/** Wakes an idle worker when a job is queued, by PostgreSQL's LISTEN and NOTIFY. */
@ApplicationScoped
class JobBell {
    private static final String WAITING = """
            select exists (select 1 from job where lane = any (?)
                           and (not_before is null or not_before <= clock_timestamp())
                           and (state = 'QUEUED' or (state = 'RUNNING' and lease_until < clock_timestamp())))""";

    private final DataSource dataSource;

    JobBell(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns when a job of any lane is queued, at once where one of these lanes waits already, or when the time is over. */
    void await(Set<Lane> lanes, Duration atMost) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen isocenter_job"); // before looking, so that nothing falls between
            try {
                if (!isWaiting(connection, lanes)) {
                    connection.unwrap(PGConnection.class).getNotifications(Math.max(1, (int) atMost.toMillis()));
                }
            } finally {
                statement.execute("unlisten isocenter_job");
            }
        } catch (SQLException e) {
            throw new PlatformException(ErrorCode.INTERNAL, "the database could not be listened to", e);
        }
    }

    private static boolean isWaiting(Connection connection, Set<Lane> lanes) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(WAITING)) {
            look.setArray(
                    1,
                    connection.createArrayOf(
                            "text", lanes.stream().map(Lane::name).toArray()));
            try (ResultSet waiting = look.executeQuery()) {
                return waiting.next() && waiting.getBoolean(1);
            }
        }
    }
}
