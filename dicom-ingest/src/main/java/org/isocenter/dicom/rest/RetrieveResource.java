package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.isocenter.dicom.dataset.Octets;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.mediatype.AcceptedForm;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.retrieve.ByteRange;
import org.isocenter.dicom.retrieve.ObjectForm;
import org.isocenter.dicom.retrieve.Retrieval;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.study.InstanceRecord;
import org.jspecify.annotations.Nullable;

/** Objects of WADO-RS (PS3.18 10.4.1.1.1): those of a study, of a series, or one instance, in the transfer syntax that is asked for. */
@Path("/dicomweb/{project}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class RetrieveResource {
    private final Retrieval retrieval;
    private final Access access;

    RetrieveResource(Retrieval retrieval, Access access) {
        this.retrieval = retrieval;
        this.access = access;
    }

    @GET
    @Path("studies/{study}")
    public Response study(
            String project,
            String study,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return objects(request, accept, Optional.empty(), project, study);
    }

    @GET
    @Path("studies/{study}/series/{series}")
    public Response series(
            String project,
            String study,
            String series,
            @Context UriInfo request,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return objects(request, accept, Optional.empty(), project, study, series);
    }

    @GET
    @Path("studies/{study}/series/{series}/instances/{instance}")
    public Response instance(
            String project,
            String study,
            String series,
            String instance,
            @Context UriInfo request,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("Accept") @DefaultValue(MediaRange.ANY) String accept) {
        return objects(request, accept, Optional.ofNullable(range), project, study, series, instance);
    }

    private Response objects(UriInfo request, String header, Optional<String> range, String project, String... path) {
        List<AcceptedForm> forms = AcceptedForm.of(Accepted.of(request, header), ObjectForm.DICOM);
        Iterator<InstanceRecord> instances =
                retrieval.instances(access.project(project), path).iterator();
        InstanceRecord first = instances.next();
        boolean several = instances.hasNext();
        Given given = given(first, forms, several); // what cannot be given is said before the answer begins
        if (!given.form().multipart()) {
            return alone(first, given, range);
        }
        String service = DicomwebUrl.service(request, project);
        return MultipartAnswer.of(ObjectForm.DICOM, out -> {
                    part(out, first, given, service);
                    while (instances.hasNext()) {
                        InstanceRecord next = instances.next();
                        part(out, next, given(next, forms, true), service);
                    }
                })
                .build();
    }

    private Response alone(InstanceRecord instance, Given given, Optional<String> range) {
        Body all = out -> write(instance, given, out);
        if (given.object().isPresent()) {
            return Response.ok(all).header("Content-Type", given.contentType()).build();
        }
        Octets octets = retrieval.octets(instance);
        return PlainAnswer.of(
                given.contentType(),
                octets.length(),
                all,
                range.flatMap(wanted -> ByteRange.of(wanted, octets.length())),
                octets);
    }

    /**
     * The form in which an object leaves.
     *
     * @param object in that form, where it is not as it is stored
     */
    private record Given(ObjectForm form, Optional<DicomObject> object) {
        String contentType() {
            return ObjectForm.DICOM + "; transfer-syntax=" + form.syntax().uid();
        }
    }

    private Given given(InstanceRecord instance, List<AcceptedForm> forms, boolean several) {
        TransferSyntax stored = retrieval.syntax(instance);
        ObjectForm form = ObjectForm.choose(forms, stored, several).orElseThrow(RetrieveResource::notAcceptable);
        return new Given(
                form, form.syntax().equals(stored) ? Optional.empty() : Optional.of(form.of(retrieval.read(instance))));
    }

    private void write(InstanceRecord instance, Given given, OutputStream out) throws IOException {
        if (given.object().isPresent()) {
            Part10Writer.write(given.object().get(), out);
        } else {
            try (InputStream in = retrieval.open(instance)) {
                in.transferTo(out);
            }
        }
    }

    private void part(MultipartAnswer out, InstanceRecord instance, Given given, String service) throws IOException {
        out.part(
                body -> write(instance, given, body),
                "Content-Type: " + given.contentType(),
                "Content-Location: " + DicomwebUrl.instance(service, instance));
    }

    private static PlatformException notAcceptable() {
        return new PlatformException(
                ErrorCode.NOT_ACCEPTABLE,
                "Expected an Accept of multipart/related; type=\"application/dicom\", for one instance also of"
                        + " application/dicom, with transfer-syntax=*, which gives what is stored, or one that is written"
                        + " here, such as 1.2.840.10008.1.2.1.");
    }
}
