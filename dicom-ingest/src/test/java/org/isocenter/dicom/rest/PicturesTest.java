package org.isocenter.dicom.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Rendered resources and thumbnails of all levels. */
@QuarkusTest
@TestProfile(IngestProfile.class)
@TestSecurity(user = "rita", roles = "researcher")
class PicturesTest extends TwoSeries {

    @Test
    void pictures_come_as_the_media_type_that_is_asked_for_at_every_level() throws IOException {
        String instance = path(first) + "/instances/" + first.instance();
        for (String level : List.of("studies/" + first.study(), path(first), instance, instance + "/frames/1")) {
            BufferedImage jpeg = picture(get(level + "/rendered", "image/jpeg"), "image/jpeg");
            BufferedImage png = picture(get(level + "/rendered", "image/png"), "image/png");
            assertThat(List.of(jpeg.getWidth(), jpeg.getHeight())).isEqualTo(List.of(png.getWidth(), png.getHeight()));
            BufferedImage small = picture(get(level + "/thumbnail?viewport=48,48", "*/*"), "image/jpeg");
            assertThat(Math.max(small.getWidth(), small.getHeight())).isEqualTo(48);
        }
        picture(get(instance + "/rendered?accept=image/gif", "text/html"), "image/gif");
        get(instance + "/rendered", "text/html").statusCode(406).contentType("application/problem+json");
        get(instance + "/rendered?window=1", "image/png").statusCode(400);
        get(instance + "/frames/2/rendered", "image/png").statusCode(404);
        get(instance + "/rendered?annotation=shoes", "image/png")
                .statusCode(200)
                .header("Warning", startsWith("299"));
    }

    @Test
    void all_pictures_of_a_series_come_as_parts() throws IOException {
        ExtractableResponse<Response> answer = get(path(first) + "/rendered", "multipart/related; type=\"image/png\"")
                .statusCode(200)
                .extract();
        assertThat(parts(answer)).hasSize(3).allSatisfy(part -> assertThat(
                        ImageIO.read(new ByteArrayInputStream(part)).getWidth())
                .isEqualTo(((Number) first.headers().get("Columns")).intValue()));
    }
}
