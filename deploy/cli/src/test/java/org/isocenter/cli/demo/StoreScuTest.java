package org.isocenter.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.dicom.phantom.PhantomStudies;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreScuTest {
    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private List<Path> files = List.of();

    @BeforeEach
    void aSmallSet() throws IOException {
        PhantomStudies.write(folder.resolve("set"), PhantomPlan.small(2));
        try (Stream<Path> walk = Files.walk(folder.resolve("set/dicom"))) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void every_object_arrives_in_the_syntax_it_has() throws IOException {
        try (DicomScp scp = listen(false)) {
            int[] last = new int[1];
            new StoreScu(peer(scp)).send(files, sent -> last[0] = sent);
            assertThat(last[0]).isEqualTo(files.size());
        }
        List<String> sent = files.stream().map(StoreScuTest::named).toList();
        assertThat(received).containsExactlyElementsOf(sent);
        assertThat(sent.stream().map(name -> name.split(" ", 2)[1]).distinct()).hasSizeGreaterThan(3);
    }

    @Test
    void an_object_that_is_refused_ends_the_run_with_its_status() throws IOException {
        try (DicomScp scp = listen(true)) {
            assertThatThrownBy(() -> new StoreScu(peer(scp)).send(files, sent -> {}))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("A700");
        }
    }

    private DicomScp listen(boolean full) {
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return caller.calledAe().equals("DEMO2") ? Admission.ADMITTED : Admission.CALLED_TITLE_UNKNOWN;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                if (full) {
                    throw new PlatformException(ErrorCode.STORAGE_FULL, "the spool is full");
                }
                received.add(named(object.bytes()));
            }
        };
        return new DicomScp(
                new DicomScp.Settings(InetAddress.getLoopbackAddress(), 0, 4, Duration.ofSeconds(20), 1 << 26),
                Services.of(handler));
    }

    private static Peer peer(DicomScp scp) {
        return new Peer("127.0.0.1", scp.port(), "DEMO2", "DEMO", Duration.ofSeconds(20));
    }

    private static String named(Path file) {
        try {
            return named(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String named(byte[] part10) {
        var object = Part10Reader.read(part10);
        return object.dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow() + " "
                + object.transferSyntax().uid();
    }
}
