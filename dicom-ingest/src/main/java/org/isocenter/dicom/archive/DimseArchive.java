package org.isocenter.dicom.archive;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.isocenter.dicom.association.QueryModel;
import org.isocenter.dicom.association.Requestor;
import org.isocenter.dicom.association.Requestor.Offer;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.association.Requestor.Retrieved;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.pacs.Connection.Retrieve;
import org.jspecify.annotations.Nullable;

/**
 * An archive behind C-FIND with C-MOVE or C-GET, and C-STORE, study root, level by level (PS3.4 C.4.1.3.1). One association is kept open from one call to the next; a call that finds
 * it broken fails, and the next one opens another.
 */
public final class DimseArchive implements ArchiveClient {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final QueryModel MODEL = QueryModel.STUDY_ROOT;
    private static final int CANCELLED = 0xFE00;
    private static final int OUT_OF_RESOURCES = 0xA700;
    private static final int SOME_FAILED = 0xB000;
    private static final int ALL_FAILED = 0xA702;
    /** What is offered to an archive that does not tell the classes of its objects. */
    private static final List<String> COMMON = List.of(
            "1.2.840.10008.5.1.4.1.1.1",
            "1.2.840.10008.5.1.4.1.1.1.1",
            "1.2.840.10008.5.1.4.1.1.1.2",
            "1.2.840.10008.5.1.4.1.1.2",
            "1.2.840.10008.5.1.4.1.1.2.1",
            "1.2.840.10008.5.1.4.1.1.3.1",
            "1.2.840.10008.5.1.4.1.1.4",
            "1.2.840.10008.5.1.4.1.1.4.1",
            "1.2.840.10008.5.1.4.1.1.6.1",
            "1.2.840.10008.5.1.4.1.1.7",
            "1.2.840.10008.5.1.4.1.1.12.1",
            "1.2.840.10008.5.1.4.1.1.12.2",
            "1.2.840.10008.5.1.4.1.1.13.1.3",
            "1.2.840.10008.5.1.4.1.1.20",
            "1.2.840.10008.5.1.4.1.1.77.1.4",
            "1.2.840.10008.5.1.4.1.1.128");

    /** Beside those of the queries; each needs one context with a plain syntax, and more for the others. */
    private static final int MOST_CLASSES = 7;

    private final Peer peer;
    private final Retrieve retrieve;
    private @Nullable Requestor open;
    private Set<String> classes = Set.of();

    /**
     * An archive, still unasked.
     *
     * @param peer where it is and as whom we ask; for {@link Retrieve#MOVE} it sends to that title of ours
     */
    public DimseArchive(Peer peer, Retrieve retrieve) {
        this.peer = peer;
        this.retrieve = retrieve;
    }

    @Override
    public void echo() throws IOException {
        try (Requestor requestor = associate(List.of(Requestor.verification()))) {
            requireSuccess("C-ECHO", requestor.echo());
        }
    }

    private Requestor associate(List<Offer> offers) throws IOException {
        try {
            return Requestor.open(peer, offers);
        } catch (IOException e) {
            peer.tls().ifPresent(tls -> new MutualTrust(tls, peer.host(), peer.port()).require(e));
            throw e;
        }
    }

    @Override
    public Answer studies(ArchiveQuery query, LocalDateTime since, LocalDateTime until) throws IOException {
        Map<String, ArchiveStudy> studies = new LinkedHashMap<>();
        boolean cut = false;
        for (String modality : query.modalities().isEmpty() ? List.of("") : query.modalities()) {
            Dataset identifier = identifier("STUDY");
            identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI);
            set(identifier, Tag.MODALITIES_IN_STUDY, modality);
            set(identifier, Tag.STUDY_DESCRIPTION, "");
            set(identifier, Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, "");
            set(identifier, Tag.STUDY_DATE, date(since, until));
            set(identifier, Tag.STUDY_TIME, time(since, until));
            int status = find(identifier, match -> study(match).ifPresent(study -> studies.put(study.uid(), study)));
            if (isCut(status)) {
                cut = true;
            } else {
                requireSuccess("C-FIND", status);
            }
        }
        return new Answer(List.copyOf(studies.values()), cut);
    }

    /** A range of dates, as PS3.4 C.2.2.2.5 has it; none for all of time. */
    static String date(LocalDateTime since, LocalDateTime until) {
        if (since.equals(Spans.EVER.since())) {
            return "";
        }
        String first = DATE.format(since);
        String last = DATE.format(until);
        return first.equals(last) ? first : first + "-" + last;
    }

    /** A range of times; none where the span is of whole days. */
    static String time(LocalDateTime since, LocalDateTime until) {
        boolean whole =
                since.equals(since.toLocalDate().atStartOfDay()) && until.equals(Spans.endOf(until.toLocalDate()));
        return whole ? "" : TIME.format(since) + "-" + TIME.format(until) + ".999999";
    }

    private static Optional<ArchiveStudy> study(Dataset match) {
        return match.string(Tag.STUDY_INSTANCE_UID)
                .map(uid -> new ArchiveStudy(
                        uid,
                        match.string(Tag.STUDY_DATE).orElse(""),
                        match.strings(Tag.MODALITIES_IN_STUDY),
                        match.string(Tag.STUDY_DESCRIPTION).orElse(""),
                        match.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)));
    }

    @Override
    public List<ArchiveSeries> series(ArchiveQuery query, ArchiveStudy study) throws IOException {
        Map<String, ArchiveSeries> series = new LinkedHashMap<>();
        for (String modality : query.modalities().isEmpty() ? List.of("") : query.modalities()) {
            Dataset identifier = identifier("SERIES");
            identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI, study.uid());
            identifier.set(Tag.SERIES_INSTANCE_UID, Vr.UI);
            set(identifier, Tag.MODALITY, modality);
            set(identifier, Tag.BODY_PART_EXAMINED, "");
            set(identifier, Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, "");
            requireSuccess("C-FIND", find(identifier, match -> series(study, match)
                    .filter(query::takes)
                    .ifPresent(each -> series.put(each.uid(), each))));
        }
        return List.copyOf(series.values());
    }

    private static Optional<ArchiveSeries> series(ArchiveStudy study, Dataset match) {
        return match.string(Tag.SERIES_INSTANCE_UID)
                .map(uid -> new ArchiveSeries(
                        study.uid(),
                        uid,
                        match.string(Tag.MODALITY).orElse(""),
                        match.string(Tag.BODY_PART_EXAMINED).orElse(""),
                        match.integer(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES)));
    }

    @Override
    public List<ArchiveInstance> instances(ArchiveSeries series) throws IOException {
        Dataset identifier = identifier("IMAGE");
        identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI, series.study());
        identifier.set(Tag.SERIES_INSTANCE_UID, Vr.UI, series.uid());
        identifier.set(Tag.SOP_INSTANCE_UID, Vr.UI);
        identifier.set(Tag.SOP_CLASS_UID, Vr.UI);
        Map<String, ArchiveInstance> instances = new LinkedHashMap<>();
        int status = find(identifier, match -> match.string(Tag.SOP_INSTANCE_UID)
                .ifPresent(uid -> instances.put(
                        uid, new ArchiveInstance(match.string(Tag.SOP_CLASS_UID).orElse(""), uid))));
        if (!isCut(status)) {
            requireSuccess("C-FIND", status);
        }
        return List.copyOf(instances.values());
    }

    @Override
    public void fetch(ArchiveSeries series, List<ArchiveInstance> wanted, boolean all, Arrivals arrivals)
            throws IOException {
        Dataset identifier = identifier(all ? "SERIES" : "IMAGE");
        identifier.set(Tag.STUDY_INSTANCE_UID, Vr.UI, series.study());
        identifier.set(Tag.SERIES_INSTANCE_UID, Vr.UI, series.uid());
        if (!all) {
            identifier.set(
                    Tag.SOP_INSTANCE_UID,
                    Vr.UI,
                    wanted.stream().map(ArchiveInstance::uid).toArray(String[]::new));
        }
        if (retrieve == Retrieve.MOVE) {
            requireRetrieved(
                    "C-MOVE",
                    say(Set.of(), requestor -> requestor.move(MODEL, identifier, peer.calling(), progress -> {})));
        } else {
            Set<String> needed = new TreeSet<>();
            wanted.forEach(instance -> needed.add(instance.sopClass()));
            if (needed.remove("")) {
                needed.addAll(COMMON);
            }
            requireRetrieved("C-GET", say(needed, requestor -> requestor.get(MODEL, identifier, arrivals::take)));
        }
    }

    @Override
    public void store(List<DicomObject> objects, Consumer<DicomObject> taken) throws IOException {
        List<String> sopClasses = objects.stream()
                .map(object -> object.dataset().string(Tag.SOP_CLASS_UID).orElse(""))
                .toList();
        try (Requestor requestor = associate(Requestor.offers(sopClasses))) {
            for (DicomObject object : objects) {
                int status = requestor.store(object);
                if (!isWarning(status)) {
                    requireSuccess(
                            "C-STORE of "
                                    + object.dataset()
                                            .string(Tag.SOP_INSTANCE_UID)
                                            .orElse("an object without UID"),
                            status);
                }
                taken.accept(object);
            }
        }
    }

    /** The object was stored, but not quite as it was sent (PS3.4 B.2.3). */
    private static boolean isWarning(int status) {
        return (status & 0xF000) == 0xB000;
    }

    private static Dataset identifier(String level) {
        Dataset identifier = new Dataset();
        identifier.set(Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        identifier.set(Tag.QUERY_RETRIEVE_LEVEL, Vr.CS, level);
        return identifier;
    }

    private static void set(Dataset identifier, int tag, String value) {
        identifier.set(tag, Dictionary.vr(tag), value.isEmpty() ? new String[0] : new String[] {value});
    }

    private int find(Dataset identifier, Consumer<Dataset> matches) throws IOException {
        return say(Set.of(), requestor -> requestor.find(MODEL, identifier, matches));
    }

    /** Something to say over an association. */
    private interface Saying<T> {
        T over(Requestor requestor) throws IOException;
    }

    private <T> T say(Set<String> needed, Saying<T> saying) throws IOException {
        Requestor requestor = requestor(needed);
        boolean sound = false;
        try {
            T answer = saying.over(requestor);
            sound = true;
            return answer;
        } finally {
            if (!sound) {
                drop();
            }
        }
    }

    /** The association that is open, if it takes the SOP classes, else another. */
    private Requestor requestor(Set<String> needed) throws IOException {
        if (open != null && classes.containsAll(needed)) {
            return open;
        }
        close();
        Set<String> offered = new TreeSet<>(needed);
        classes.stream().limit(Math.max(0, MOST_CLASSES - needed.size())).forEach(offered::add);
        List<Offer> offers = new ArrayList<>(Requestor.queries(MODEL));
        Requestor.offers(List.copyOf(offered)).forEach(offer -> offers.add(offer.toUs()));
        Requestor fresh = associate(offers);
        open = fresh;
        classes = offered;
        return fresh;
    }

    /** An association on which something went wrong is not asked to be released. */
    private void drop() {
        Requestor broken = open;
        open = null;
        if (broken != null) {
            broken.abort();
        }
    }

    private static boolean isCut(int status) {
        return status == CANCELLED || status == OUT_OF_RESOURCES;
    }

    private static void requireSuccess(String what, int status) {
        if (status != 0) {
            throw new PlatformException(
                    ErrorCode.ARCHIVE_REFUSED,
                    "Expected success of a %s; the archive's status is %04X.".formatted(what, status));
        }
    }

    /** Where some objects failed, it is seen by what came. */
    private void requireRetrieved(String what, Retrieved retrieved) {
        boolean ended = retrieved.status() == SOME_FAILED || retrieved.status() == ALL_FAILED;
        if (!ended && retrieve == Retrieve.MOVE && retrieved.status() != 0) {
            throw new PlatformException(
                    ErrorCode.ARCHIVE_REFUSED,
                    "Expected success of a C-MOVE to %s; the archive's status is %04X. Most archives say so where they do not know the destination: enter the AE title there with this listener's host and port."
                            .formatted(peer.calling(), retrieved.status()));
        }
        if (!ended) {
            requireSuccess(what, retrieved.status());
        }
    }

    @Override
    public void close() throws IOException {
        Requestor last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }
}
