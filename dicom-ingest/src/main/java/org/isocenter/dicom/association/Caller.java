package org.isocenter.dicom.association;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The two ends of an association as the request names them, and where it comes from.
 *
 * @param calledAe application entity title that is called
 * @param callingAe application entity title of the caller
 * @param address the caller's
 * @param certificate what the caller has shown over TLS, and we trust; empty where it came in the clear
 */
public record Caller(String calledAe, String callingAe, InetAddress address, Optional<X509Certificate> certificate) {}
