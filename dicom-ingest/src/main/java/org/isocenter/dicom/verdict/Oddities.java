package org.isocenter.dicom.verdict;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Element.Fragments;
import org.isocenter.dicom.dataset.Element.Items;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Reading;

/** What is wrong with an object and loses nothing: advice for whoever runs the archive it came from. */
final class Oddities {
    private static final Map<Vr, Integer> LONGEST =
            Map.of(Vr.AE, 16, Vr.CS, 16, Vr.DA, 18, Vr.LO, 64, Vr.SH, 16, Vr.UI, 64, Vr.AS, 4, Vr.IS, 12, Vr.DS, 16);
    private static final Set<String> SAME_MEANING =
            Set.of("OB OW", "OW OB", "US SS", "SS US", "US OW", "SS OW", "OW US", "OW SS");
    private static final int LONGEST_NAME_GROUP = 64;
    private static final int MOST = 20;

    private final Set<String> found = new LinkedHashSet<>();

    private Oddities() {}

    static List<Reason> of(Reading reading) {
        Oddities oddities = new Oddities();
        oddities.file(reading);
        oddities.dataset(reading.object().dataset());
        return oddities.found.stream().limit(MOST).map(Reason::warning).toList();
    }

    private void file(Reading reading) {
        DicomObject object = reading.object();
        when(!reading.hasPrefix(), "There is no preamble with the prefix DICM");
        when(!reading.namesSyntax(), "No transfer syntax is given; it was inferred from the first element");
        when(
                differ(object, Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, Tag.SOP_INSTANCE_UID),
                "SOPInstanceUID differs between meta and data set");
        when(
                differ(object, Tag.MEDIA_STORAGE_SOP_CLASS_UID, Tag.SOP_CLASS_UID),
                "SOPClassUID differs between meta and data set");
        boolean odd = object.dataset()
                .element(Tag.PIXEL_DATA)
                .filter(pixels -> pixels.value() instanceof Fragments all
                        && all.fragments().stream().anyMatch(fragment -> fragment.length() % 2 == 1))
                .isPresent();
        when(odd, "A fragment of the pixel data has an odd length");
        boolean patient = object.dataset().contains(Tag.STUDY_INSTANCE_UID);
        when(patient && !object.dataset().contains(Tag.PATIENT_ID), "PatientID is absent");
    }

    private static boolean differ(DicomObject object, int metaTag, int tag) {
        Optional<String> meta = object.meta().string(metaTag);
        Optional<String> own = object.dataset().string(tag);
        return meta.isPresent() && own.isPresent() && !meta.equals(own);
    }

    private void dataset(Dataset dataset) {
        for (Element element : dataset) {
            if (element.value() instanceof Items sequence) {
                sequence.items().forEach(this::dataset);
            } else if (!Tag.isPrivate(element.tag())) {
                element(dataset, element);
            }
        }
    }

    private void element(Dataset dataset, Element element) {
        String name = Dictionary.keyword(element.tag()).orElse(Tag.format(element.tag()));
        Vr vr = element.vr();
        Vr known = Dictionary.vr(element.tag());
        boolean other = known != Vr.UN && vr != Vr.UN && known != vr && !SAME_MEANING.contains(known + " " + vr);
        when(other, name + " has another value representation than the dictionary");
        Integer longest = LONGEST.get(vr);
        if (longest != null) {
            when(
                    dataset.strings(element.tag()).stream().anyMatch(value -> value.length() > longest),
                    name + " has a value longer than its representation allows");
        }
        if (vr == Vr.DA) {
            when(
                    dataset.strings(element.tag()).stream()
                            .anyMatch(date -> !date.matches("|\\d{8}|\\d{4}\\.\\d\\d\\.\\d\\d")),
                    name + " is not a date");
        }
        if (vr == Vr.PN) {
            dataset.strings(element.tag()).forEach(value -> personName(name, value));
        }
    }

    private void personName(String name, String value) {
        when(value.chars().anyMatch(c -> c < ' '), name + " holds control characters");
        boolean tooLong = Arrays.stream(value.split("=", -1)).anyMatch(group -> group.length() > LONGEST_NAME_GROUP);
        when(tooLong, name + " has a value longer than its representation allows");
    }

    private void when(boolean wrong, String text) {
        if (wrong) {
            found.add(text);
        }
    }
}
