package org.isocenter.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.Requestor.Offer;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;

/**
 * Several scanners at once: each sends its share of the objects over one association and waits for every reply.
 *
 * @param associations at least 1
 */
record ScannerLoad(int associations) {

    /** Sends all and gives the seconds from the first to the last reply; fails where one is not taken. */
    double send(Peer peer, List<DicomObject> objects) {
        ExecutorService threads = Executors.newFixedThreadPool(associations);
        try {
            long start = System.nanoTime();
            List<CompletableFuture<Void>> running = shares(objects).stream()
                    .map(share -> CompletableFuture.runAsync(() -> sendOver(peer, share), threads))
                    .toList();
            running.forEach(CompletableFuture::join);
            return (System.nanoTime() - start) / 1e9;
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<List<DicomObject>> shares(List<DicomObject> objects) {
        List<List<DicomObject>> shares = new ArrayList<>();
        for (int i = 0; i < associations; i++) {
            shares.add(objects.subList(i * objects.size() / associations, (i + 1) * objects.size() / associations));
        }
        return shares;
    }

    private static void sendOver(Peer peer, List<DicomObject> objects) {
        Set<Offer> offers = objects.stream()
                .map(object -> new Offer(
                        object.dataset().string(Tag.SOP_CLASS_UID).orElse(""),
                        object.transferSyntax().uid()))
                .collect(Collectors.toSet());
        try (Requestor requestor = Requestor.open(peer, List.copyOf(offers))) {
            for (DicomObject object : objects) {
                int status = requestor.store(object);
                if (status != 0) {
                    throw new IOException("an object was answered with status %04X".formatted(status));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the receiver on port %d did not take the objects".formatted(peer.port()), e);
        }
    }
}
