package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.job.Lane;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Wakes an idle worker when a job is queued, and who asked when it has ended, by PostgreSQL's LISTEN and NOTIFY. */
@ApplicationScoped
class JobBell {
    private static final String WAITING = """
            select exists (select 1 from job where lane = any (?)
                           and (not_before is null or not_before <= clock_timestamp())
                           and (state = 'QUEUED' or (state = 'RUNNING' and lease_until < clock_timestamp())))""";

    private static final String ENDED =
            "select not exists (select 1 from job where id = ? and state not in ('SUCCEEDED', 'FAILED', 'CANCELLED'))";

    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private final DataSource dataSource;
    private final Lock listening = new ReentrantLock();

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
            throw deaf(e);
        }
    }

    /** Returns when a job has ended, or when the time is over; after a moment where somebody else waits, so that no more than one connection is held. */
    void awaitEnd(UUID job, Duration atMost) {
        if (!listening.tryLock()) {
            LockSupport.parkNanos(Math.min(atMost.toNanos(), A_MOMENT.toNanos()));
            return;
        }
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen isocenter_job_end"); // before looking, as above
            try {
                if (!hasEnded(connection, job)) {
                    hear(connection.unwrap(PGConnection.class), job.toString(), System.nanoTime() + atMost.toNanos());
                }
            } finally {
                statement.execute("unlisten isocenter_job_end");
            }
        } catch (SQLException e) {
            throw deaf(e);
        } finally {
            listening.unlock();
        }
    }

    private static void hear(PGConnection connection, String word, long end) throws SQLException {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            PGNotification[] heard = connection.getNotifications((int) Math.max(1, left / 1_000_000));
            if (Arrays.stream(heard).anyMatch(each -> each.getParameter().equals(word))) {
                return;
            }
        }
    }

    private static boolean hasEnded(Connection connection, UUID job) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(ENDED)) {
            look.setObject(1, job);
            try (ResultSet ended = look.executeQuery()) {
                return ended.next() && ended.getBoolean(1);
            }
        }
    }

    private static PlatformException deaf(SQLException cause) {
        return new PlatformException(ErrorCode.INTERNAL, "the database could not be listened to", cause);
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
