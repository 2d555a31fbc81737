package org.isocenter.platform.pacs;

import java.net.URI;
import java.util.Optional;

/** How an archive is reached. */
public sealed interface Connection permits Connection.Dimse, Connection.Dicomweb {

    /**
     * Over DICOM associations.
     *
     * @param aeTitle the archive's application entity title, 1 to 16 characters
     * @param host name or address
     * @param port TCP port
     * @param tls whether it is spoken to over TLS, with the certificate of {@code isocenter.dicom.tls-configuration-name}
     * @param retrieve how objects come
     */
    record Dimse(String aeTitle, String host, int port, boolean tls, Retrieve retrieve) implements Connection {
        public Dimse {
            if (!aeTitle.matches("[ -\\[\\]-~]{1,16}") || aeTitle.isBlank()) {
                throw new IllegalArgumentException(
                        "an AE title has 1 to 16 printable ASCII characters other than a backslash");
            }
            if (host.isBlank() || port < 1 || port > 65535) {
                throw new IllegalArgumentException("an archive has a host and a port of 1 to 65535");
            }
        }
    }

    /**
     * Over DICOMweb.
     *
     * @param url where its resources start, such as {@code https://pacs.example/dicom-web}
     * @param credentials where the secret is found, {@code env:NAME} or {@code file:NAME}; never the secret itself
     */
    record Dicomweb(URI url, Optional<String> credentials) implements Connection {
        public Dicomweb {
            String scheme = String.valueOf(url.getScheme());
            if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
                throw new IllegalArgumentException(
                        "the address of an archive begins with http:// or https:// and a host");
            }
            if (url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
                throw new IllegalArgumentException(
                        "the address of an archive carries no user, password, query or fragment; give credentials by reference");
            }
            credentials.ifPresent(Dicomweb::requireReference);
        }

        private static void requireReference(String credentials) {
            if (!credentials.matches("env:[A-Za-z_][A-Za-z0-9_]*|file:[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new IllegalArgumentException(
                        "credentials are given by reference: env:NAME of a variable, or file:NAME in the credentials folder");
            }
        }
    }

    /** How objects come over associations. */
    enum Retrieve {
        /** The archive opens an association to us; it must know our AE title, host and port. */
        MOVE,
        /** They come over the association that asked. */
        GET
    }
}
