package org.isocenter.dicom.rest;

import static org.isocenter.platform.security.Role.ADJUDICATOR_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;
import static org.isocenter.platform.security.Role.RADIOLOGIST_NAME;
import static org.isocenter.platform.security.Role.RESEARCHER_NAME;
import static org.isocenter.platform.security.Role.SERVICE_NAME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.decode.EncodedFrames;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.rest.Access;
import org.isocenter.platform.security.AuditLog;
import org.isocenter.platform.study.Criterion;
import org.isocenter.platform.study.HeaderKey;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;

/**
 * WADO-RS (PS3.18 10.4): objects, metadata, frames and bulk data of a study, a series or an instance. Objects and frames are given as they are stored, or,
 * where pixels are native, in another native syntax; what would need another coding of the pixels is 406.
 */
@Path("/dicomweb/{project}/studies/{study}")
@RolesAllowed({DATA_STEWARD_NAME, RESEARCHER_NAME, RADIOLOGIST_NAME, ADJUDICATOR_NAME, SERVICE_NAME})
public class RetrieveResource {
    private static final String DICOM = "application/dicom";
    private static final String OCTETS = "application/octet-stream";
    private static final String ANY = "*/*";

    private final StudyIndex index;
    private final BlobStore store;
    private final Access access;
    private final AuditLog audit;

    RetrieveResource(StudyIndex index, BlobStore store, Access access, AuditLog audit) {
        this.index = index;
        this.store = store;
        this.access = access;
        this.audit = audit;
    }

    @GET
    public Response study(String project, String study, @HeaderParam("Accept") @DefaultValue(ANY) String accept) {
        return objects(find(project, study), accept);
    }

    @GET
    @Path("series/{series}")
    public Response series(
            String project, String study, String series, @HeaderParam("Accept") @DefaultValue(ANY) String accept) {
        return objects(find(project, study, series), accept);
    }

    @GET
    @Path("series/{series}/instances/{instance}")
    public Response instance(
            String project,
            String study,
            String series,
            String instance,
            @HeaderParam("Accept") @DefaultValue(ANY) String accept) {
        return objects(find(project, study, series, instance), accept);
    }

    @GET
    @Path("metadata")
    @Produces("application/dicom+json")
    public List<ObjectNode> metadataOfStudy(String project, String study, @Context UriInfo request) {
        return metadata(find(project, study), project, request);
    }

    @GET
    @Path("series/{series}/metadata")
    @Produces("application/dicom+json")
    public List<ObjectNode> metadataOfSeries(String project, String study, String series, @Context UriInfo request) {
        return metadata(find(project, study, series), project, request);
    }

    @GET
    @Path("series/{series}/instances/{instance}/metadata")
    @Produces("application/dicom+json")
    public List<ObjectNode> metadataOfInstance(
            String project, String study, String series, String instance, @Context UriInfo request) {
        return metadata(find(project, study, series, instance), project, request);
    }

    @GET
    @Path("series/{series}/instances/{instance}/frames/{frames}")
    public Response frames(
            String project,
            String study,
            String series,
            String instance,
            String frames,
            @HeaderParam("Accept") @DefaultValue(ANY) String accept) {
        DicomObject object = read(find(project, study, series, instance).get(0));
        TransferSyntax syntax = object.transferSyntax();
        boolean encapsulated = syntax.isEncapsulated();
        Optional<Accepted> octets = Accepted.of(accept, OCTETS);
        boolean taken = octets.map(each -> !encapsulated || each.takes(syntax)).orElse(false)
                || Accepted.of(accept, mediaType(syntax)).isPresent();
        if (!taken) {
            throw notAcceptable(OCTETS);
        }
        List<byte[]> parts = Stream.of(frames.split(",", -1))
                .map(number -> EncodedFrames.of(object.dataset(), frame(number)))
                .toList();
        String type = encapsulated ? "%s; transfer-syntax=%s".formatted(mediaType(syntax), syntax.uid()) : OCTETS;
        return MultipartAnswer.of(encapsulated ? mediaType(syntax) : OCTETS, type, out -> {
            for (byte[] part : parts) {
                out.part(part);
            }
        });
    }

    @GET
    @Path("series/{series}/instances/{instance}/bulkdata/{tag}")
    public Response bulkData(
            String project,
            String study,
            String series,
            String instance,
            String tag,
            @HeaderParam("Accept") @DefaultValue(ANY) String accept) {
        Dataset dataset = read(find(project, study, series, instance).get(0)).dataset();
        byte[] bytes = Optional.of(tag)
                .filter(word -> word.matches("[0-9A-Fa-f]{8}"))
                .map(word -> Integer.parseUnsignedInt(word, 16))
                .flatMap(dataset::element)
                .map(element -> dataset.bytes(element.tag()))
                .filter(value -> value.length > 0)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND, "Expected the tag of a value that is not in fragments."));
        if (Accepted.of(accept, OCTETS).isEmpty()) {
            throw notAcceptable(OCTETS);
        }
        return MultipartAnswer.of(OCTETS, OCTETS, out -> out.part(bytes));
    }

    private static int frame(String number) {
        try {
            return Integer.parseInt(number.strip()) - 1;
        } catch (NumberFormatException e) {
            throw new PlatformException(
                    ErrorCode.BAD_REQUEST, "Expected frame numbers from 1, with commas between.", e);
        }
    }

    private static String mediaType(TransferSyntax syntax) {
        return switch (syntax.uid()) {
            case "1.2.840.10008.1.2.5" -> "image/dicom-rle";
            case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> "image/jls";
            case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91" -> "image/jp2";
            case "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203" -> "image/jphc";
            default -> syntax.isEncapsulated() ? "image/jpeg" : OCTETS;
        };
    }

    private Response objects(List<InstanceRecord> instances, String accept) {
        Accepted accepted = Accepted.of(accept, DICOM).orElseThrow(() -> notAcceptable(DICOM));
        byte[] first = bytes(instances.get(0), accepted); // what cannot be given is said before the answer begins
        return MultipartAnswer.of(DICOM, DICOM, out -> {
            out.part(first);
            for (InstanceRecord instance : instances.subList(1, instances.size())) {
                out.part(bytes(instance, accepted));
            }
        });
    }

    private byte[] bytes(InstanceRecord instance, Accepted accepted) {
        byte[] stored = raw(instance);
        if (accepted.syntaxes().contains(Accepted.AS_STORED)) {
            return stored;
        }
        DicomObject object = Part10Reader.read(stored);
        if (accepted.takes(object.transferSyntax())) {
            return stored;
        }
        TransferSyntax wanted = accepted.syntaxes().stream()
                .map(TransferSyntax::of)
                .filter(syntax ->
                        !syntax.isEncapsulated() && !object.transferSyntax().isEncapsulated())
                .findFirst()
                .orElseThrow(() -> notAcceptable(DICOM));
        return Part10Writer.bytes(new DicomObject(object.meta(), object.dataset(), wanted));
    }

    private List<ObjectNode> metadata(List<InstanceRecord> instances, String project, UriInfo request) {
        List<ObjectNode> documents = new ArrayList<>();
        for (InstanceRecord instance : instances) {
            String bulk = request.getBaseUri()
                    .resolve("dicomweb/%s/studies/%s/series/%s/instances/%s/bulkdata/"
                            .formatted(project, instance.study(), instance.series(), instance.instance()))
                    .toString();
            documents.add(metadata(read(instance).dataset(), bulk));
        }
        return documents;
    }

    /** Long values have a place of their own, those within sequences come inline. */
    private static ObjectNode metadata(Dataset dataset, String bulk) {
        return DatasetJson.of(dataset, (owner, element, node) -> {
            if (owner == dataset) {
                node.put("BulkDataURI", bulk + Tag.format(element.tag()));
            } else {
                node.put("InlineBinary", Base64.getEncoder().encodeToString(owner.bytes(element.tag())));
            }
        });
    }

    private DicomObject read(InstanceRecord instance) {
        return Part10Reader.read(raw(instance));
    }

    private byte[] raw(InstanceRecord instance) {
        try (InputStream in = store.open(instance.blob())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The instances below a path of UIDs, in order; each look at a study is audited. */
    private List<InstanceRecord> find(String name, String... path) {
        Project project = access.project(name);
        List<HeaderKey> keys = List.of(HeaderKey.STUDY_UID, HeaderKey.SERIES_UID, HeaderKey.SOP_UID);
        List<Criterion> criteria = new ArrayList<>();
        for (int i = 0; i < path.length; i++) {
            criteria.add(Criterion.is(keys.get(i), path[i]));
        }
        List<InstanceRecord> found = new ArrayList<>();
        Optional<StudyQuery> query =
                Optional.of(new StudyQuery(project.id(), criteria, Optional.empty(), StudyQuery.MAX_LIMIT));
        while (query.isPresent()) {
            Page<InstanceRecord> page = index.find(query.get());
            found.addAll(page.items());
            query = page.next().map(query.get()::after);
        }
        if (found.isEmpty()) {
            throw new PlatformException(ErrorCode.NOT_FOUND, "there is no such thing in this project");
        }
        audit.imageRead(AuditEntry.of(
                        AuditType.DICOM_INSTANCES_ACCESSED,
                        AuditAction.READ,
                        project.id().value(),
                        "study",
                        path[0])
                .times(found.size()));
        return found;
    }

    private static PlatformException notAcceptable(String type) {
        return new PlatformException(
                ErrorCode.NOT_ACCEPTABLE,
                "Expected an Accept of multipart/related; type=\"%s\"; transfer-syntax=*, which gives what is stored."
                        .formatted(type));
    }
}
