package org.isocenter.cli.stack;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** A local stack with its state in one folder: started, asked, stopped. */
public final class Stack {
    private final Kit kit;
    private final StateFolder folder;
    private final Consumer<String> say;
    private final FreeSpace space;

    /**
     * A stack that may or may not run.
     *
     * @param kit what it is made of
     * @param folder its state
     * @param say takes sentences on what goes on
     */
    public Stack(Kit kit, StateFolder folder, Consumer<String> say) {
        this(kit, folder, say, FreeSpace.ofDisk());
    }

    Stack(Kit kit, StateFolder folder, Consumer<String> say, FreeSpace space) {
        this.kit = kit;
        this.folder = folder;
        this.say = say;
        this.space = space;
    }

    /**
     * Starts what does not yet run, and returns when all of it is well. A start that fails, or is interrupted, leaves
     * nothing running that it started. Where a part runs already, its ports stay as they are.
     *
     * @param wished the ports
     */
    public StackStatus up(Ports wished) {
        folder.prepare();
        space.require(folder);
        try (StateFolder.Held held = folder.hold()) {
            assert held.channel().isOpen();
            Optional<StackRecord> running = running();
            if (running.filter(record -> record.processes().size() == Part.values().length)
                    .isPresent()) {
                say.accept("The stack is running already");
            } else {
                new KitPreparation(kit, say).prepare();
                StackRecord record = running.orElseGet(() -> new StackRecord(wished.reserve(), Map.of()));
                new Start(kit, folder, record, say).run();
            }
        }
        return status();
    }

    /** Stops what a launcher started, and only that; false where nothing ran. */
    public boolean down() {
        Optional<StackRecord> running = running();
        if (running.isEmpty()) {
            StackRecord.remove(folder);
            return false;
        }
        try (StateFolder.Held held = folder.hold()) {
            assert held.channel().isOpen();
            say.accept("Stopping");
            stop(kit, folder, running.get().processes());
            StackRecord.remove(folder);
        }
        return true;
    }

    /** What runs where and whether it is well. */
    public StackStatus status() {
        return new StatusProbe(kit, folder).status();
    }

    /** Those parts of the record that still run; empty where none does. */
    private Optional<StackRecord> running() {
        return running(folder);
    }

    static Optional<StackRecord> running(StateFolder folder) {
        return StackRecord.read(folder)
                .map(record -> {
                    Map<Part, ProcessMark> alive = new EnumMap<>(Part.class);
                    record.processes().forEach((part, mark) -> {
                        if (mark.isAlive()) {
                            alive.put(part, mark);
                        }
                    });
                    return new StackRecord(record.ports(), alive);
                })
                .filter(record -> !record.processes().isEmpty());
    }

    /** Stops processes: all but the database at once, the database last, when nobody writes any more. */
    static void stop(Kit kit, StateFolder folder, Map<Part, ProcessMark> processes) {
        Supervisor supervisor = new Supervisor(folder);
        List<Part> supervised = List.of(Part.WORKER, Part.SERVER, Part.KEYCLOAK);
        supervised.forEach(part -> Optional.ofNullable(processes.get(part)).ifPresent(mark -> mark.end(false)));
        supervised.forEach(
                part -> Optional.ofNullable(processes.get(part)).ifPresent(mark -> supervisor.stop(part, mark)));
        if (processes.containsKey(Part.DATABASE)) {
            Secrets secrets = Secrets.find(folder)
                    .orElseThrow(() -> new PlatformException(
                            ErrorCode.STATE_FOLDER_BROKEN, "secrets.json is gone; restore it from the backup"));
            new Postgres(kit, folder, secrets).stop();
        }
    }
}
