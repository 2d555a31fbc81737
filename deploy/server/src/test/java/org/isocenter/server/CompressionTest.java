package org.isocenter.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What a client sees on the wire that takes compressed answers, and one that does not. */
@QuarkusTest
@TestProfile(WholeServer.class)
class CompressionTest {
    @TestHTTPResource("/dicomweb/")
    URI dicomweb;

    @Test
    void dicom_json_is_compressed_for_those_who_take_it() throws Exception {
        String project = project();
        HttpResponse<byte[]> compressed = get(project + "/studies", "gzip");
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes();
        assertThat(plain)
                .isEqualTo(get(project + "/studies", "identity").body())
                .asString()
                .isEqualTo("[]");
        assertThat(get(project + "/studies", "identity").headers().firstValue("Content-Encoding"))
                .isNotEqualTo(compressed.headers().firstValue("Content-Encoding"));
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(dicomweb.resolve(path))
                .header("Authorization", "Bearer " + KeycloakResource.token("researcher"))
                .header("Accept", "application/dicom+json")
                .header("Accept-Encoding", encoding)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String project() {
        String name = "z-" + UUID.randomUUID();
        String admin = KeycloakResource.token("admin");
        String id = given().auth()
                .oauth2(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "aeTitle", name.substring(2, 18)))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        given().auth()
                .oauth2(admin)
                .put("/api/v1/projects/" + id + "/members/researcher")
                .then()
                .statusCode(204);
        return name;
    }
}
