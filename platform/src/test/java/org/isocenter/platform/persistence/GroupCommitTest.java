package org.isocenter.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private final List<List<Integer>> written = new CopyOnWriteArrayList<>();

    @Test
    void what_comes_while_another_is_written_is_written_together() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        GroupCommit<Integer> commit = new GroupCommit<>(some -> {
            written.add(some);
            first.countDown();
            await(go);
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> running = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> commit.write(i), threads))
                    .toList();
            first.await();
            Awaitility.await().until(() -> commit.size() == 7 || written.get(0).size() > 1);
            assertThat(running).noneMatch(CompletableFuture::isDone);
            go.countDown();
            running.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }

        assertThat(written).hasSizeBetween(1, 2);
        assertThat(written.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void one_that_cannot_be_written_fails_alone() {
        GroupCommit<Integer> commit = new GroupCommit<>(some -> {
            if (some.contains(3)) {
                throw new IllegalStateException("three");
            }
            written.add(some);
        });
        List<CompletableFuture<Void>> running = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(() -> commit.write(i)))
                .toList();
        for (int i = 0; i < 6; i++) {
            CompletableFuture<Void> one = running.get(i);
            if (i == 3) {
                assertThatThrownBy(one::join).hasRootCauseMessage("three");
            } else {
                one.join();
            }
        }

        assertThat(written.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 4, 5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
