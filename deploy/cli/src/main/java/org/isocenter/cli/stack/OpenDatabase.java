package org.isocenter.cli.stack;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The database of a state folder while it is needed: the running stack's, or one that is started for the time being. */
public final class OpenDatabase implements AutoCloseable {
    private final Postgres postgres;
    private final int port;
    private final boolean ours;

    private OpenDatabase(Postgres postgres, int port, boolean ours) {
        this.postgres = postgres;
        this.port = port;
        this.ours = ours;
    }

    /** Opens the database that is there; recovers it where it was not shut down. */
    public static OpenDatabase open(Kit kit, StateFolder folder) {
        Secrets secrets = Secrets.find(folder)
                .orElseThrow(() -> StateFolder.broken("it has no secrets.json; restore it from the backup"));
        Postgres postgres = new Postgres(kit, folder, secrets);
        Optional<Integer> running = Stack.running(folder)
                .filter(record -> record.process(Part.DATABASE).isPresent())
                .map(record -> record.ports().database());
        if (running.isPresent()) {
            return new OpenDatabase(postgres, running.get(), false);
        }
        int port = Ports.anyFree().reserve().database();
        postgres.refuseOtherVersion();
        postgres.start(port);
        try {
            postgres.databases(port);
        } catch (RuntimeException e) {
            postgres.stop();
            throw e;
        }
        return new OpenDatabase(postgres, port, true);
    }

    /** A connection of the superuser to the database {@code postgres}. */
    public Connection superuser() throws SQLException {
        return postgres.superuser(port);
    }

    @Override
    public void close() {
        if (ours) {
            postgres.stop();
        }
    }
}
