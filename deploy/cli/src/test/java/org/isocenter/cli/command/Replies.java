package org.isocenter.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers requests over real HTTP as it was told to; for what a real server cannot be brought to say at will. */
public final class Replies implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    private record Reply(int status, String type, String body) {}

    public Replies() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next answer to a method and path; the last one is repeated. */
    public Replies on(String request, int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        replies.computeIfAbsent(request, ignored -> new ArrayDeque<>()).add(new Reply(status, type, body));
        return this;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method, path and body of each request. */
    public List<String> requests() {
        return requests;
    }

    public List<String> tokens() {
        return tokens;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Deque<Reply> queue = replies.getOrDefault(request, new ArrayDeque<>());
        Reply reply =
                queue.size() > 1 ? queue.poll() : queue.isEmpty() ? new Reply(404, "text/plain", "") : queue.peek();
        exchange.getResponseHeaders().add("Content-Type", reply.type());
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
