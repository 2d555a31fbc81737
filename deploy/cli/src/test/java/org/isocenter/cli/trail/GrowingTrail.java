package org.isocenter.cli.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.isocenter.cli.client.Server;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditEvent;
import org.isocenter.platform.audit.AuditJson;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.audit.MerkleTree;
import org.isocenter.platform.audit.RootSigner;
import org.isocenter.platform.audit.SealedEvent;
import org.isocenter.platform.audit.SignedRoot;

/** A server whose trail goes on while it is exported: each request seals an event and signs a root before it is answered. */
public final class GrowingTrail implements AutoCloseable {
    private static final UUID PROJECT = new UUID(1, 2);

    private final KeyPair keys = RootSigner.newKeys();
    private final MerkleTree tree = new MerkleTree();
    private final List<SealedEvent> events = new ArrayList<>();
    private final List<SignedRoot> roots = new ArrayList<>();
    private final HttpServer server;

    public GrowingTrail() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/audit/", this::answer);
        server.start();
    }

    /** For an auditor. */
    public Server server() {
        return new Server(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), () -> "token");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        grow();
        byte[] body =
                switch (exchange.getRequestURI().getPath()) {
                    case "/api/v1/audit/export" ->
                        lines(Stream.concat(
                                events.stream().map(AuditJson::line),
                                roots.stream().map(AuditJson::line)));
                    case "/api/v1/audit/roots" -> lines(roots.stream().map(AuditJson::line));
                    default -> keys.getPublic().getEncoded();
                };
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining()).getBytes(UTF_8);
    }

    private void grow() {
        int number = events.size() + 1;
        String previous = events.isEmpty()
                ? SealedEvent.GENESIS
                : events.get(events.size() - 1).hash();
        Instant at = Instant.ofEpochSecond(1_700_000_000L + number);
        AuditEntry entry = AuditEntry.of(AuditType.JOB, AuditAction.CREATE, PROJECT, "job", "job-" + number);
        SealedEvent sealed = SealedEvent.after(
                previous, number, new AuditEvent(new UUID(0, number), at, "rita", "researcher", "test", entry));
        events.add(sealed);
        tree.add(sealed.hash());
        roots.add(RootSigner.sign(tree, List.of(sealed.hash()), at, keys.getPrivate()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
