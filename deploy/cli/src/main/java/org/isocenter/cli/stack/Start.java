package org.isocenter.cli.stack;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.isocenter.cli.client.Server;
import org.isocenter.cli.watch.Pause;

/**
 * One start of a stack. Each process is written down as soon as it runs; whatever goes wrong before the end, also a
 * signal, stops what this start has started.
 */
final class Start {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Kit kit;
    private final StateFolder folder;
    private final Consumer<String> say;
    private final Secrets secrets;
    private final Postgres postgres;
    private final LocalApi api = new LocalApi();
    private final Map<Part, ProcessMark> started = new EnumMap<>(Part.class);
    private StackRecord record;
    private boolean undone;

    Start(Kit kit, StateFolder folder, StackRecord record, Consumer<String> say) {
        this.kit = kit;
        this.folder = folder;
        this.record = record;
        this.say = say;
        this.secrets = Secrets.findOrMake(folder);
        this.postgres = new Postgres(kit, folder, secrets);
    }

    void run() {
        Thread hook = new Thread(this::undo, "undo");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            startAll();
        } catch (RuntimeException e) {
            RuntimeException told = Failures.during(e, folder);
            undo();
            throw told;
        } catch (Error e) {
            undo();
            throw e;
        } finally {
            release(hook);
        }
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the process was told to end: the hook is at work
        }
    }

    private void startAll() {
        Ports ports = record.ports();
        say.accept("Starting PostgreSQL");
        postgres.create();
        begin(Part.DATABASE, () -> postgres.start(ports.database()));
        postgres.databases(ports.database());
        say.accept("Starting Keycloak, the server and a worker");
        startKeycloak(ports);
        ServerCommand command = new ServerCommand(kit, folder, secrets, ports);
        supervise(Part.SERVER, command.server(), command.environment());
        supervise(Part.WORKER, command.worker(), command.workerEnvironment());
        await(Part.SERVER, () -> api.isUp(StatusProbe.health(ports.http())));
        await(Part.KEYCLOAK, () -> api.isUp(Keycloak.realm(ports)));
        new Keycloak(kit, folder, secrets).removeRealm();
        if (!new BrowserClient(api, secrets).servedFrom(ports)) {
            say.accept(
                    "Keycloak's administrator was changed: let him add this server's address to the client isocenter-web");
        }
        Server server = new LocalLogin().connect(ports, secrets, "admin");
        new FirstProject(api, server).make();
        await(Part.SERVER, () -> StatusProbe.echoes(ports.dicom()));
        await(Part.WORKER, () -> api.isUp(StatusProbe.health(ports.worker())));
    }

    private void startKeycloak(Ports ports) {
        Keycloak keycloak = new Keycloak(kit, folder, secrets);
        keycloak.layOutHome();
        keycloak.layOutRealm();
        supervise(Part.KEYCLOAK, keycloak.command(ports), keycloak.environment(ports));
    }

    private void supervise(Part part, List<String> command, Map<String, String> environment) {
        Supervisor supervisor = new Supervisor(folder);
        begin(part, () -> {
            supervisor.child(part).ifPresent(orphan -> supervisor.stop(part, orphan));
            Map<String, String> all = new HashMap<>(JavaCommand.ENVIRONMENT);
            all.putAll(environment);
            return supervisor.start(part, command, all);
        });
    }

    private synchronized void begin(Part part, Supplier<ProcessMark> starting) {
        if (undone) {
            throw new IllegalStateException("the start was interrupted");
        }
        if (record.process(part).isEmpty()) {
            ProcessMark mark = starting.get();
            started.put(part, mark);
            record = record.with(part, mark);
            record.write(folder);
        }
    }

    private void await(Part part, BooleanSupplier ready) {
        ProcessMark mark = record.process(part).orElseThrow();
        boolean ended = Pause.until(() -> !mark.isAlive() || ready.getAsBoolean(), PATIENCE);
        if (!mark.isAlive()) {
            throw Failures.start(part, "ended before it was ready", folder.log(part));
        }
        if (!ended) {
            throw Failures.start(part, "was not ready within %d s".formatted(PATIENCE.toSeconds()), folder.log(part));
        }
    }

    private synchronized void undo() {
        if (undone) {
            return;
        }
        undone = true;
        Stack.stop(kit, folder, started);
        if (Stack.running(folder).isEmpty()) {
            StackRecord.remove(folder);
        }
    }
}
