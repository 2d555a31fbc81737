package org.isocenter.dicom.spool;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.isocenter.dicom.association.Admission;
import org.isocenter.dicom.association.ArrivingObject;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.association.DicomScp;
import org.isocenter.dicom.association.Services;
import org.isocenter.dicom.association.StoreHandler;
import org.isocenter.platform.project.ProjectId;

/** A process that only receives into a spool and prints its port; it ends when it is killed or its input closes. */
public final class SpoolingProcess {
    /** The key that seals its spool. */
    static final byte[] KEY = new byte[32];

    private SpoolingProcess() {}

    /** Takes the folder of the spool and a project's identifier. */
    public static void main(String[] args) throws IOException {
        Spool spool = new Spool(Path.of(args[0]), KEY, 1L << 30);
        ProjectId project = ProjectId.of(args[1]);
        StoreHandler handler = new StoreHandler() {
            @Override
            public Admission admit(Caller caller) {
                return Admission.ADMITTED;
            }

            @Override
            public void store(Caller caller, ArrivingObject object) throws IOException {
                Spooled safe = spool.put(project, Optional.empty(), object::writeTo);
                if (!safe.project().equals(project)) {
                    throw new IllegalStateException("the spool took it for another project");
                }
            }
        };
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DicomScp scp = new DicomScp(
                new DicomScp.Settings(loopback, 0, 4, Duration.ofSeconds(30), 1L << 28), Services.of(handler))) {
            System.out.println(scp.port());
            int end = System.in.read();
            System.out.println(end);
        }
    }
}
