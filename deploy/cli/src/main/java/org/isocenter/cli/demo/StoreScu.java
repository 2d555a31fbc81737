package org.isocenter.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.Requestor.Offer;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Sends files by C-STORE as a modality does: some objects over one association, each in the syntax it has. */
record StoreScu(Peer peer) {
    private static final int PER_ASSOCIATION = 100;

    /** Sends all; {@code START_FAILED} where the peer does not take one. */
    void send(List<Path> files, IntConsumer sent) {
        for (int from = 0; from < files.size(); from += PER_ASSOCIATION) {
            int before = from;
            List<Path> some = files.subList(from, Math.min(files.size(), from + PER_ASSOCIATION));
            try {
                associate(some, done -> sent.accept(before + done));
            } catch (IOException e) {
                throw new PlatformException(
                        ErrorCode.START_FAILED, "The DICOM listener did not take the objects: " + e.getMessage(), e);
            }
        }
    }

    private void associate(List<Path> files, IntConsumer sent) throws IOException {
        Set<Offer> offers = new LinkedHashSet<>();
        for (Path file : files) {
            offers.add(offer(read(file)));
        }
        try (Requestor requestor = Requestor.open(peer, List.copyOf(offers))) {
            for (int i = 0; i < files.size(); i++) {
                int status = requestor.store(read(files.get(i)));
                if (status != 0) {
                    throw new IOException("status %04X".formatted(status));
                }
                sent.accept(i + 1);
            }
        }
    }

    private static Offer offer(DicomObject object) {
        return new Offer(
                object.dataset().string(Tag.SOP_CLASS_UID).orElse(""),
                object.transferSyntax().uid());
    }

    private static DicomObject read(Path file) throws IOException {
        return Part10Reader.read(Files.readAllBytes(file));
    }
}
