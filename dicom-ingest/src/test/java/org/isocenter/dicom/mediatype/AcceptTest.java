package org.isocenter.dicom.mediatype;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptTest {
    private static final List<String> PICTURES = List.of("image/jpeg", "image/png", "image/gif");

    @Test
    void the_heaviest_range_wins_and_among_equals_the_first() {
        assertThat(single("image/gif;q=0.5, image/png;q=0.8")).contains("image/png");
        assertThat(single("image/gif, image/png")).contains("image/gif");
        assertThat(single("text/html, */*;q=0.1")).contains("image/jpeg");
    }

    @Test
    void a_type_weighs_what_the_closest_range_says() {
        assertThat(single("image/*, image/jpeg;q=0.1")).contains("image/png");
        assertThat(single("*/*, image/jpeg;q=0")).contains("image/png");
        assertThat(single("image/jpeg;q=0")).isEmpty();
        assertThat(single("")).isEmpty();
    }

    @Test
    void quoted_parameters_may_hold_commas_and_semicolons() {
        Accept accept = Accept.of("application/json; note=\"a, b; c\", image/png", Optional.empty());
        assertThat(accept.ranges()).hasSize(2);
        assertThat(accept.ranges().get(0).parameter("note")).contains("a, b; c");
    }

    @Test
    void parts_are_asked_for_as_multipart_with_or_without_quotes() {
        for (String header : List.of(
                "multipart/related; type=\"image/png\"",
                "multipart/related;type=image/png",
                "Multipart/Related; Type=image/png;q=0.3")) {
            Accept accept = Accept.of(header, Optional.empty());
            assertThat(accept.parts(PICTURES)).as(header).contains("image/png");
            assertThat(accept.single(PICTURES)).as(header).isEmpty();
        }
    }

    @Test
    void the_query_parameter_counts_instead_of_the_header() {
        assertThat(Accept.of("*/*", Optional.of("image/gif")).single(PICTURES)).contains("image/gif");
    }

    @Test
    void forms_say_how_pixels_are_taken() {
        Accept accept = Accept.of(
                "multipart/related; type=image/jls; transfer-syntax=1.2.840.10008.1.2.4.80, application/dicom;q=0.5,"
                        + " */*;q=0.1",
                Optional.empty());
        assertThat(AcceptedForm.of(accept, "application/octet-stream"))
                .containsExactly(
                        new AcceptedForm(true, "image/jls", Optional.of("1.2.840.10008.1.2.4.80")),
                        new AcceptedForm(false, "application/dicom", Optional.empty()),
                        new AcceptedForm(true, "application/octet-stream", Optional.empty()));
    }

    private static Optional<String> single(String header) {
        return Accept.of(header, Optional.empty()).single(PICTURES);
    }
}
