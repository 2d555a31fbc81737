package org.isocenter.cli.stack.command;

import org.isocenter.cli.stack.Ports;
import picocli.CommandLine.Option;

/** Ports of a stack that is started; 0 is any free one. Each has an environment variable too. */
public final class PortOptions {
    @Option(
            names = "--http-port",
            defaultValue = "${env:ISOCENTER_HTTP_PORT:-8080}",
            description = "REST and DICOMweb; ${DEFAULT-VALUE}.")
    private int http;

    @Option(
            names = "--dicom-port",
            defaultValue = "${env:ISOCENTER_DICOM_PORT:-11112}",
            description = "DICOM listener; ${DEFAULT-VALUE}.")
    private int dicom;

    @Option(
            names = "--keycloak-port",
            defaultValue = "${env:ISOCENTER_KEYCLOAK_PORT:-8180}",
            description = "Identity provider; ${DEFAULT-VALUE}.")
    private int keycloak;

    @Option(
            names = "--database-port",
            defaultValue = "${env:ISOCENTER_DATABASE_PORT:-15432}",
            description = "PostgreSQL; ${DEFAULT-VALUE}.")
    private int database;

    @Option(
            names = "--worker-port",
            defaultValue = "${env:ISOCENTER_WORKER_PORT:-0}",
            description = "Health of the worker; ${DEFAULT-VALUE}.")
    private int worker;

    /** The ports asked for. */
    public Ports ports() {
        return new Ports(http, dicom, keycloak, database, worker);
    }
}
