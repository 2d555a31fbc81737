package org.isocenter.server.config;

/** What a process may be asked to do. */
public enum ProcessRole {
    /** Answers people and programs over HTTP, and brings the schema up to date. */
    API,
    /** Takes studies in, over DICOM associations and DICOMweb. */
    DICOM,
    /** Claims jobs and trains. */
    WORKER
}
