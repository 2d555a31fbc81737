package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.isocenter.platform.card.HtmlCard;
import org.isocenter.platform.card.MarkdownCard;
import org.isocenter.platform.card.ModelCard;
import org.isocenter.platform.card.ModelCards;
import org.isocenter.platform.job.JobQueue;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.page.LineChart.Curve;
import org.isocenter.platform.page.LineChart.Point;

/** What is known of a head on one sheet. */
@Path("/api/v1")
@RolesAllowed({RESEARCHER_NAME, DATA_STEWARD_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class HeadCardResource {
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final String HTML = "text/html;charset=UTF-8";

    private final ModelRegistry models;
    private final ModelCards cards;
    private final JobQueue jobs;
    private final RunPictureLooks looks;
    private final Access access;

    HeadCardResource(ModelRegistry models, ModelCards cards, JobQueue jobs, RunPictureLooks looks, Access access) {
        this.models = models;
        this.cards = cards;
        this.jobs = jobs;
        this.looks = looks;
        this.access = access;
    }

    /** The model card as {@code json}, {@code markdown}, or one {@code html} page; {@code pictures=false} leaves images of patients out of the page. */
    @GET
    @Path("heads/{head}/card")
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN, HTML})
    public Response card(
            UUID head,
            @QueryParam("format") @DefaultValue("json") @Pattern(regexp = "json|markdown|html") String format,
            @QueryParam("pictures") @DefaultValue("true") boolean pictures) {
        HeadVersion mine = access.row(models.head(head), HeadVersion::project);
        ModelCard card = cards.of(mine);
        return switch (format) {
            case "markdown" -> Response.ok(MarkdownCard.of(card), MARKDOWN).build();
            case "html" ->
                Response.ok(
                                HtmlCard.of(
                                        card,
                                        curves(mine),
                                        picture -> pictures ? png(mine, picture) : Optional.empty()),
                                HTML)
                        .build();
            default -> Response.ok(card, MediaType.APPLICATION_JSON).build();
        };
    }

    /** The loss of this head; its run trains others beside it. */
    private List<Curve> curves(HeadVersion head) {
        boolean unflagged = Boolean.TRUE.equals(head.configuration().get("actOnFlags"));
        String name = "loss.%s.%s%s".formatted(head.kind(), head.init(), unflagged ? ".unflagged" : "");
        List<Point> points = jobs.metrics(head.job()).stream()
                .filter(metric -> metric.name().equals(name))
                .map(metric -> new Point(metric.step(), metric.value()))
                .toList();
        return List.of(new Curve("Loss of the head", points));
    }

    private Optional<byte[]> png(HeadVersion head, ModelCard.Picture picture) {
        return jobs.pictures(head.job()).stream()
                .filter(each -> each.name().equals(picture.name()) && each.step() == picture.step())
                .findFirst()
                .map(found -> {
                    try (InputStream in = looks.open(head.project(), found)) {
                        return in.readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
