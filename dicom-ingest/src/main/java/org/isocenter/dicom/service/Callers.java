package org.isocenter.dicom.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.config.DicomConfig;
import org.isocenter.platform.digest.Sha256;
import org.jboss.logging.Logger;

/**
 * Who may open an association: from this machine anybody, from another one those whom the settings name, from where they name them, and the archives that a
 * project pulls from; a title for which the settings name a certificate only with that one.
 */
record Callers(Map<String, DicomConfig.Peer> peers) {
    private static final Logger LOG = Logger.getLogger(Callers.class);

    /**
     * Decides about a caller.
     *
     * @param archives hosts of the archives with its title that the project which is called pulls from
     */
    boolean admit(Caller caller, List<String> archives) {
        DicomConfig.Peer peer = peers.get(caller.callingAe());
        if (peer == null) {
            return caller.address().isLoopbackAddress()
                    || archives.stream().anyMatch(host -> isAt(host, caller.address()));
        }
        boolean shown = peer.certificate()
                .map(wanted -> caller.certificate().map(Callers::fingerprint).equals(Optional.of(plain(wanted))))
                .orElse(true);
        return shown && (caller.address().isLoopbackAddress() || isAt(peer.host(), caller.address()));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(Sha256.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e); // the certificate was read
        }
    }

    private static String plain(String fingerprint) {
        return fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
    }

    /** Names are looked up each time, so that a peer may change its address. */
    private static boolean isAt(String host, InetAddress address) {
        if (host.equals(DicomConfig.ANY_HOST)) {
            return true;
        }
        try {
            return Arrays.asList(InetAddress.getAllByName(host)).contains(address);
        } catch (UnknownHostException e) {
            LOG.warn("a DICOM peer called whose host in our settings has no address; it was rejected");
            return false;
        }
    }
}
