package org.isocenter.dicom.association;

import java.net.InetAddress;

/**
 * The two ends of an association as the request names them, and where it comes from.
 *
 * @param calledAe application entity title that is called
 * @param callingAe application entity title of the caller
 * @param address the caller's
 */
public record Caller(String calledAe, String callingAe, InetAddress address) {}
