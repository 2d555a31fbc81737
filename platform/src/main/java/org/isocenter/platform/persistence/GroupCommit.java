package org.isocenter.platform.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Writes what several threads want written at the same time in one transaction, so that they wait for one forced log and not for
 * one each. Whoever comes first writes; those who come meanwhile are written together by the next.
 */
final class GroupCommit<T> {
    private final Consumer<List<T>> transaction;
    private final ConcurrentLinkedQueue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();

    /** Takes what writes a list and has committed it when it returns. */
    GroupCommit(Consumer<List<T>> transaction) {
        this.transaction = transaction;
    }

    private record Waiting<T>(T item, CompletableFuture<Void> written) {}

    /** Returns once the item is committed; throws what its own transaction threw. */
    void write(T item) {
        Waiting<T> mine = new Waiting<>(item, new CompletableFuture<>());
        waiting.add(mine);
        synchronized (this) {
            if (!mine.written.isDone()) {
                writeAll();
            }
        }
        try {
            mine.written.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** How many wait to be written. */
    int size() {
        return waiting.size();
    }

    private void writeAll() {
        List<Waiting<T>> batch = new ArrayList<>();
        for (Waiting<T> next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        try {
            write(batch);
        } catch (RuntimeException e) {
            batch.forEach(this::alone); // one that cannot be written must not spoil the others
        }
    }

    private void alone(Waiting<T> one) {
        try {
            write(List.of(one));
        } catch (RuntimeException e) {
            one.written.completeExceptionally(e);
        }
    }

    private void write(List<Waiting<T>> batch) {
        transaction.accept(batch.stream().map(Waiting::item).toList());
        batch.forEach(each -> each.written.complete(null));
    }
}
