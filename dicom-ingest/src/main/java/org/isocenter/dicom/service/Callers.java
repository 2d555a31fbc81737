package org.isocenter.dicom.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.config.DicomConfig;
import org.jboss.logging.Logger;

/** Who may open an association: from this machine anybody, from another one those whom the settings name, from where they name them. */
record Callers(Map<String, DicomConfig.Peer> peers) {
    private static final Logger LOG = Logger.getLogger(Callers.class);

    boolean admit(Caller caller) {
        DicomConfig.Peer peer = peers.get(caller.callingAe());
        return caller.address().isLoopbackAddress() || (peer != null && isAt(peer.host(), caller.address()));
    }

    /** Names are looked up each time, so that a peer may change its address. */
    private static boolean isAt(String host, InetAddress address) {
        if (host.equals(DicomConfig.ANY_HOST)) {
            return true;
        }
        try {
            return Arrays.asList(InetAddress.getAllByName(host)).contains(address);
        } catch (UnknownHostException e) {
            LOG.warn("a DICOM peer called whose host in isocenter.dicom.peers has no address; it was rejected");
            return false;
        }
    }
}
