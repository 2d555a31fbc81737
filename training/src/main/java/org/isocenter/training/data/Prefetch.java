package org.isocenter.training.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Makes items 0 to n-1 ahead of time on several threads and hands them out in order. */
public final class Prefetch<T> implements Iterator<T>, AutoCloseable {
    private final int count;
    private final IntFunction<T> make;
    private final ExecutorService threads;
    private final Deque<Future<T>> ahead = new ArrayDeque<>();
    private int submitted;

    public Prefetch(int count, int threads, IntFunction<T> make) {
        this.count = count;
        this.make = make;
        this.threads = Executors.newFixedThreadPool(threads, Prefetch::daemon);
        for (int i = 0; i < threads + 1; i++) {
            submit();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "prefetch");
        thread.setDaemon(true);
        return thread;
    }

    private void submit() {
        if (submitted < count) {
            int item = submitted++;
            ahead.add(threads.submit(() -> make.apply(item)));
        }
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    @Override
    public T next() {
        Future<T> first = ahead.poll();
        if (first == null) {
            throw new NoSuchElementException("all " + count + " items were handed out");
        }
        try {
            T item = first.get();
            submit();
            return item;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
