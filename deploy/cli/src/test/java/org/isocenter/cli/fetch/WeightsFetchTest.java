package org.isocenter.cli.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.training.weights.PublishedWeights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFetchTest {
    private static final String CONTENT = "abc";

    /** Its SHA-256 is the example of FIPS 180-2. */
    private static final PublishedWeights ABC = new PublishedWeights(
            "toy", "timm", "toy-ba7816bf.pth", URI.create("https://weights.example/toy-ba7816bf.pth"), "ba7816bf");

    @TempDir
    Path folder;

    private HttpServer server;
    private URI url;

    @BeforeEach
    void aServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        url = URI.create(
                "http://127.0.0.1:%d/file".formatted(server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_file_is_fetched_once_and_found_afterwards_without_any_server() throws IOException {
        answer(CONTENT, CONTENT.length());
        WeightsFetch.Found first = WeightsFetch.into(folder.resolve("new"), ABC, url);
        server.stop(0);
        WeightsFetch.Found again = WeightsFetch.into(folder.resolve("new"), ABC, url);
        assertThat(first.fetched()).isTrue();
        assertThat(again.fetched()).isFalse();
        assertThat(again.file()).hasContent(CONTENT).isEqualTo(folder.resolve("new/toy-ba7816bf.pth"));
        assertThat(again.sha256())
                .isEqualTo(first.sha256())
                .startsWith("ba7816bf")
                .hasSize(64);
    }

    @Test
    void a_file_of_another_content_is_refused_and_not_kept() {
        answer("abd", 3);
        assertThatThrownBy(() -> WeightsFetch.into(folder, ABC, url))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEIGHTS_UNREADABLE))
                .hasMessageContaining("expected ba7816bf");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_was_put_there_and_is_another_is_refused() throws IOException {
        Files.writeString(folder.resolve(ABC.file()), "something else");
        assertThatThrownBy(() -> WeightsFetch.into(folder, ABC, url))
                .hasMessageContaining("is not the published file")
                .hasMessageContaining("https://weights.example/toy-ba7816bf.pth");
    }

    @Test
    void where_nobody_answers_one_sentence_says_which_file_to_put_where() {
        server.stop(0);
        assertUnreachable(url);
        URI nowhere = URI.create("http://no-such-host.invalid/file");
        assertUnreachable(nowhere);
        assertThatThrownBy(() -> WeightsFetch.into(folder, ABC, nowhere)).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void an_answer_that_breaks_off_is_no_file() {
        answer(CONTENT, 1000);
        assertUnreachable(url);
    }

    private void assertUnreachable(URI from) {
        assertThatThrownBy(() -> WeightsFetch.into(folder, ABC, from))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEIGHTS_UNREACHABLE))
                .hasMessageContaining("fetch https://weights.example/toy-ba7816bf.pth where there is a network")
                .hasMessageContaining("put it into " + folder);
        assertThat(folder).isEmptyDirectory();
    }

    private void answer(String content, int announced) {
        server.createContext("/file", exchange -> {
            exchange.sendResponseHeaders(200, announced);
            exchange.getResponseBody().write(content.getBytes(UTF_8));
            exchange.close();
        });
    }
}
