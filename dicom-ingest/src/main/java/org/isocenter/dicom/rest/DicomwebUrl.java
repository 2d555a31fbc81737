package org.isocenter.dicom.rest;

import jakarta.ws.rs.core.UriInfo;
import org.isocenter.platform.study.InstanceRecord;

/** Addresses of things in a project, as the client that asks reaches this server. */
final class DicomwebUrl {
    private DicomwebUrl() {}

    /** The project's DICOMweb service, without a slash at the end. */
    static String service(UriInfo request, String project) {
        return request.getBaseUriBuilder()
                .path("dicomweb")
                .path(project)
                .build()
                .toString();
    }

    static String study(String service, Object study) {
        return service + "/studies/" + study;
    }

    static String instance(String service, InstanceRecord instance) {
        return study(service, instance.study()) + "/series/" + instance.series() + "/instances/" + instance.instance();
    }
}
