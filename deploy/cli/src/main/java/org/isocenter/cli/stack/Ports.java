package org.isocenter.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * The ports of a stack on the loopback; 0 asks for any free one.
 *
 * @param http REST, DICOMweb and the start page
 * @param dicom the DICOM listener
 * @param keycloak the identity provider
 * @param database PostgreSQL
 * @param worker health and metrics of the worker
 */
public record Ports(int http, int dicom, int keycloak, int database, int worker) {
    private static final int MOST = 65535;

    public Ports {
        for (int port : List.of(http, dicom, keycloak, database, worker)) {
            if (port < 0 || port > MOST) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected a port from 0 (any free one) to 65535, got %d.".formatted(port));
            }
        }
    }

    /** The documented ports. */
    public static Ports standard() {
        return new Ports(8080, 11112, 8180, 15432, 0);
    }

    /** Any free ones, so that stacks run side by side. */
    public static Ports anyFree() {
        return new Ports(0, 0, 0, 0, 0);
    }

    /** The same ports, with a free one for each 0; fails with {@code PORT_IN_USE} where one is taken. */
    Ports reserve() {
        List<ServerSocket> held = new ArrayList<>(); // all at once, so that no free port is chosen twice
        try {
            return new Ports(
                    hold(http, "HTTP", "--http-port", held),
                    hold(dicom, "DICOM", "--dicom-port", held),
                    hold(keycloak, "Keycloak", "--keycloak-port", held),
                    hold(database, "PostgreSQL", "--database-port", held),
                    hold(worker, "the worker", "--worker-port", held));
        } finally {
            held.forEach(Ports::release);
        }
    }

    private static int hold(int port, String use, String option, List<ServerSocket> held) {
        try {
            ServerSocket socket = new ServerSocket();
            held.add(socket);
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PlatformException(
                    ErrorCode.PORT_IN_USE,
                    "Port %d for %s is taken by another program; free it or choose another with %s (0 for any free one)."
                            .formatted(port, use, option),
                    e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
