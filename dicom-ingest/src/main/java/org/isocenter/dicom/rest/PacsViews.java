package org.isocenter.dicom.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.Connection;
import org.isocenter.platform.pacs.Connection.Retrieve;
import org.isocenter.platform.pacs.NightWindow;
import org.isocenter.platform.pacs.PullLimits;
import org.isocenter.platform.pacs.RemoteArchive;
import org.isocenter.platform.project.ProjectId;
import org.jspecify.annotations.Nullable;

/** How archives look in requests and answers. */
final class PacsViews {
    private PacsViews() {}

    /**
     * Over DICOM associations.
     *
     * @param retrieve {@code MOVE} where it is not given
     */
    record DimseForm(
            @NotBlank String aeTitle,
            @NotBlank String host,
            int port,
            boolean tls,
            @Nullable Retrieve retrieve) {
        Connection connection() {
            return new Connection.Dimse(
                    aeTitle, host, port, tls, Optional.ofNullable(retrieve).orElse(Retrieve.MOVE));
        }
    }

    /**
     * Over DICOMweb.
     *
     * @param credentials {@code env:NAME} or {@code file:NAME}; the secret itself is never sent nor kept
     */
    record DicomwebForm(@NotNull URI url, @Nullable String credentials) {
        Connection connection() {
            return new Connection.Dicomweb(url, Optional.ofNullable(credentials));
        }
    }

    /**
     * How the archive may be loaded; what is not given is gentle.
     *
     * @param window hours such as {@code 22:00-05:30}
     * @param zone whose clock, such as {@code Europe/Berlin}
     * @param rate most instances a second
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LimitsForm(
            @Nullable String window,
            @Nullable String zone,
            @Nullable Double rate,
            @Nullable Integer associations,
            @Nullable Integer findLimit,
            @Nullable Integer retries) {
        PullLimits limits() {
            return new PullLimits(
                    hours(),
                    Optional.ofNullable(rate),
                    Optional.ofNullable(associations).orElse(PullLimits.GENTLE.associations()),
                    Optional.ofNullable(findLimit).orElse(PullLimits.GENTLE.findLimit()),
                    Optional.ofNullable(retries).orElse(PullLimits.GENTLE.retries()));
        }

        private Optional<NightWindow> hours() {
            if (window == null) {
                return Optional.empty();
            }
            if (zone == null) {
                throw new PlatformException(
                        ErrorCode.BAD_REQUEST,
                        "Expected the zone of the window, such as Europe/Berlin; it is missing.");
            }
            return Optional.of(NightWindow.of(window, zone));
        }

        static LimitsForm of(PullLimits limits) {
            return new LimitsForm(
                    limits.window().map(NightWindow::hours).orElse(null),
                    limits.window().map(hours -> hours.zone().getId()).orElse(null),
                    limits.instancesPerSecond().orElse(null),
                    limits.associations(),
                    limits.findLimit(),
                    limits.retries());
        }
    }

    /** A wish for an archive: one way to it, and how it may be loaded. */
    record NewPacs(
            @NotBlank String name,
            @Nullable @Valid DimseForm dimse,
            @Nullable @Valid DicomwebForm dicomweb,
            @Nullable LimitsForm limits) {
        RemoteArchive toArchive(ProjectId project) {
            return new RemoteArchive(project, name, connection(), limits == null ? PullLimits.GENTLE : limits.limits());
        }

        private Connection connection() {
            if (dimse != null && dicomweb == null) {
                return dimse.connection();
            }
            if (dicomweb != null && dimse == null) {
                return dicomweb.connection();
            }
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST,
                    "Expected either dimse or dicomweb, the way to the archive; came both or none.");
        }
    }

    /** An archive as it is shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PacsView(
            String name,
            @Nullable DimseForm dimse,
            @Nullable DicomwebForm dicomweb,
            LimitsForm limits) {
        static PacsView of(RemoteArchive archive) {
            LimitsForm limits = LimitsForm.of(archive.limits());
            if (archive.connection() instanceof Connection.Dimse dimse) {
                DimseForm form =
                        new DimseForm(dimse.aeTitle(), dimse.host(), dimse.port(), dimse.tls(), dimse.retrieve());
                return new PacsView(archive.name(), form, null, limits);
            }
            Connection.Dicomweb web = (Connection.Dicomweb) archive.connection();
            return new PacsView(
                    archive.name(),
                    null,
                    new DicomwebForm(web.url(), web.credentials().orElse(null)),
                    limits);
        }
    }

    /** How long the archive took to answer. */
    record Echo(long milliseconds) {}

    /**
     * What to look for, as in a PULL job.
     *
     * @param limit most studies that are given, 500 where it is not given
     */
    record PacsQuery(
            @Nullable List<String> modality,
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer days,
            @Nullable String description,
            @Nullable String bodyPart,
            @Nullable @Min(1) @Max(10_000) Integer limit) {
        Map<String, Object> parameters() {
            Map<String, Object> given = new HashMap<>();
            put(given, "modality", modality);
            put(given, "from", from);
            put(given, "to", to);
            put(given, "days", days);
            put(given, "description", description);
            put(given, "bodyPart", bodyPart);
            return given;
        }

        private static void put(Map<String, Object> given, String name, @Nullable Object value) {
            if (value != null) {
                given.put(name, value);
            }
        }

        int most() {
            return limit == null ? 500 : limit;
        }
    }
}
